package nitro.engine.model;

import java.util.List;

/**
 * The needs of a service, by the names of others.
 *
 * @param requires it starts only while each of these is up
 * @param wants these are started with it, and nothing else
 * @param after it waits for those of these that are starting
 * @param conflicts it does not start while one of these runs, nor they while it does
 */
public record Needs(List<String> requires, List<String> wants, List<String> after, List<String> conflicts) {
    /** Of a service that needs no other. */
    public static final Needs NONE = new Needs(List.of(), List.of(), List.of(), List.of());
}
