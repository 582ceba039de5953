/** Tests of {@code nitro.ctl.init}. */
@NullMarked
package nitro.ctl.init;

import org.jspecify.annotations.NullMarked;
