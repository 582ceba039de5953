/** Tests of this package. */
@NullMarked
package nitro.engine.output;

import org.jspecify.annotations.NullMarked;
