/** The wire format (SPAT) shared by nitro and nitroctl. */
@NullMarked
package nitro.spat;

import org.jspecify.annotations.NullMarked;
