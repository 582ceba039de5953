package nitro.define.directory;

/** The meaning of the {@code log} entry in a service directory (spec 1.4, 2.3, 3.2). */
public sealed interface LogEntry {
    /** There is none, and no LOG@ to make up for it. */
    record Absent() implements LogEntry {}

    /** It is a directory with a {@code run}: the logger of this service alone (spec 9.10). */
    record Inside(ServiceName logger) implements LogEntry {}

    /** It is something else: it counts for nothing, but LOG@ does not apply. */
    record NotALink() implements LogEntry {}

    /** The link points to the service itself, which reads what it writes (spec 4.9). */
    record Itself() implements LogEntry {}

    /** To the service of this name, an instance if a template was named; there may be no such service. */
    record To(String service) implements LogEntry {}
}
