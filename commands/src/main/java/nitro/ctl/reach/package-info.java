/** Reaches a running nitro: conversations over SPAT, the lists it gives, and what is said where that fails. */
@NullMarked
package nitro.ctl.reach;

import org.jspecify.annotations.NullMarked;
