package nitro.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * What a service is, all at once, for whoever knows it all at once.
 *
 * @param start what counts when a start begins
 * @param run what counts when the service itself is executed
 * @param stop how {@link Run#program} is stopped
 * @param finish what cleans up, if anything does
 */
public record Definition(
        Start start, Run run, Stop stop, @Nullable Finish finish) {}
