/** Carries out orders: starts, stops and signals services, and waits until that is done. */
@NullMarked
package nitro.ctl.order;

import org.jspecify.annotations.NullMarked;
