/** nitroctl, halt, reboot, poweroff and init. */
@NullMarked
package nitro.ctl;

import org.jspecify.annotations.NullMarked;
