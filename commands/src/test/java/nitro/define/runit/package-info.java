/** Tests of nitro.define.runit. */
@NullMarked
package nitro.define.runit;

import org.jspecify.annotations.NullMarked;
