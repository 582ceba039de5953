/** The event-driven core over {@link nitro.posix}: descriptors, timers, signals and children, in one thread. */
@NullMarked
package nitro.loop;

import org.jspecify.annotations.NullMarked;
