package nitro.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * The part of a definition that counts when the service itself is executed.
 *
 * @param program the program; null for a one-shot, which consists of its setup and finish
 * @param readiness how it becomes ready
 */
public record Run(@Nullable Program program, Readiness readiness) {}
