/** Tests of nitro.check. */
@NullMarked
package nitro.check;

import org.jspecify.annotations.NullMarked;
