/** Tests of nitro.trace. */
@NullMarked
package nitro.trace;

import org.jspecify.annotations.NullMarked;
