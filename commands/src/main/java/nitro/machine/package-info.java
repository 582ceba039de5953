/** What a pid 1 does beside supervising: mounts, console, rescue shell, stragglers, reboot. */
@NullMarked
package nitro.machine;

import org.jspecify.annotations.NullMarked;
