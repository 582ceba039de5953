package nitro.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * The part of a definition that counts when a start begins.
 *
 * @param setup the program to execute first, if any
 * @param output where the output of its programs goes
 * @param errors where their standard error goes
 * @param reads whether other services are to write to the standard input of its {@link Role#RUN}
 */
public record Start(@Nullable Program setup, Output output, Errors errors, boolean reads) {}
