/** halt, poweroff, reboot and init: what an init of old is asked for. */
@NullMarked
package nitro.ctl.init;

import org.jspecify.annotations.NullMarked;
