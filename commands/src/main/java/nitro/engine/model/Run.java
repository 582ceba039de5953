package nitro.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * The part of a definition that counts when the service itself is executed.
 *
 * @param program the program; null for a one-shot, which consists of its setup and finish
 * @param readiness how it becomes ready
 * @param restart whether and when it is started again when it has ended by itself
 */
public record Run(@Nullable Program program, Readiness readiness, RestartPolicy restart) {
    /** With a program that is started again whenever it has ended. */
    public Run(@Nullable Program program, Readiness readiness) {
        this(program, readiness, RestartPolicy.USUAL);
    }
}
