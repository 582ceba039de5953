package nitro.engine;

/** The result of an order. */
public sealed interface Outcome {
    /** It is done, or under way; the service as it is now. */
    record Done(Snapshot service) implements Outcome {}

    record NoSuchService(String name) implements Outcome {}

    /** The service has no process to which that could be done. */
    record NotRunning(Snapshot service) implements Outcome {}

    /** The process could not be signalled, for a reason in words. */
    record Refused(Snapshot service, String why) implements Outcome {}
}
