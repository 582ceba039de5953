package nitro.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * The whole definition of a service, for a front that knows all of it at once.
 *
 * @param start what counts when a start begins
 * @param run what counts when the service itself is executed
 * @param stop how {@link Run#program} is stopped
 * @param finish what cleans up, if anything does
 */
public record Definition(
        Start start, Run run, Stop stop, @Nullable Finish finish) {}
