/** Tests of {@code nitro.ctl.live}. */
@NullMarked
package nitro.ctl.live;

import org.jspecify.annotations.NullMarked;
