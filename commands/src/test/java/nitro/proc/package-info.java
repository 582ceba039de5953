/** Tests of {@code nitro.proc}. */
@NullMarked
package nitro.proc;

import org.jspecify.annotations.NullMarked;
