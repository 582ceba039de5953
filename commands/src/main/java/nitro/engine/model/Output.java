package nitro.engine.model;

/** Where the standard output of a service's programs goes, from its next start on. */
public sealed interface Output {
    /** Where the supervisor's goes. */
    record Inherited() implements Output {}

    /**
     * Into the standard input of another service: the one requires the other.
     *
     * @param service the name of the service that reads
     * @param starts whether the start of the one that writes starts the one that reads, too
     * @param circular whether the output of the one that reads comes back to it in a circle of services
     */
    record Into(String service, boolean starts, boolean circular) implements Output {}
}
