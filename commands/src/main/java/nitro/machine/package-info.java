/** The work of a pid 1 besides supervising: mounts, console, rescue shell, stragglers, reboot. */
@NullMarked
package nitro.machine;

import org.jspecify.annotations.NullMarked;
