package nitro.engine.model;

/** How a service that is starting becomes ready, besides by command. */
public sealed interface Readiness {
    /** By the passing of time: it counts as ready {@code afterMs} milliseconds after its start. */
    record Settles(int afterMs) implements Readiness {}

    /** By command alone. */
    record ByCommand() implements Readiness {}

    /** By a newline that it writes to this descriptor. */
    record OnDescriptor(int number) implements Readiness {}
}
