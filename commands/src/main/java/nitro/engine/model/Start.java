package nitro.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * The part of a definition that counts when a start begins.
 *
 * @param setup the program to execute first, if any
 * @param output where the output of its programs goes
 * @param errorsToo whether standard error goes where standard output goes
 * @param reads whether other services are to write to the standard input of its {@link Role#RUN}
 */
public record Start(@Nullable Program setup, Output output, boolean errorsToo, boolean reads) {}
