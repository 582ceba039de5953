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
     * @param lasting whether the pipe outlives its two ends, so that the next lives of both find it as it was; otherwise
     *     it is only for this life of the one that writes, and the one that reads comes to its end then
     */
    record Into(String service, boolean starts, boolean circular, boolean lasting) implements Output {
        /** With a pipe that lasts. */
        public Into(String service, boolean starts, boolean circular) {
            this(service, starts, circular, true);
        }
    }

    /** To the supervisor, which hands each line to a sink. */
    record Captured() implements Output {}
}
