@NullMarked
package nitro.ctl.screen;

import org.jspecify.annotations.NullMarked;
