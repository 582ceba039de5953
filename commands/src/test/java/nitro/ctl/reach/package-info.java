/** Tests of {@code nitro.ctl.reach}. */
@NullMarked
package nitro.ctl.reach;

import org.jspecify.annotations.NullMarked;
