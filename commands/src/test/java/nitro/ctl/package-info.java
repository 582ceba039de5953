/** Tests of nitroctl and its relatives against a scripted nitro, on a virtual clock. */
@NullMarked
package nitro.ctl;

import org.jspecify.annotations.NullMarked;
