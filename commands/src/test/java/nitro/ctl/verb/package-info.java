/** Tests of {@code nitro.ctl.verb}. */
@NullMarked
package nitro.ctl.verb;

import org.jspecify.annotations.NullMarked;
