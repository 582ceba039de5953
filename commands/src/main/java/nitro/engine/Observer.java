package nitro.engine;

import nitro.engine.life.Event;

/** An observer of the services. All observers hear the same, in the same order, before its consequences. */
public interface Observer {
    default void happened(Happening happening) {}

    /** An event came to a service in a phase in which its life cycle knows no such thing: a fault of ours. */
    default void impossible(Snapshot service, Event event) {}

    /** One that wrote to a service writes to it no more. */
    default void released(String reader) {}

    /** A service that was dismissed is down and forgotten. */
    default void forgotten(String service) {}
}
