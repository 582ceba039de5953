/** Tests of the wire format. */
@NullMarked
package nitro.spat;

import org.jspecify.annotations.NullMarked;
