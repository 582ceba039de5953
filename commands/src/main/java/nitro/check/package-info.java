/** nitro-check: what is wrong with a services directory. */
@NullMarked
package nitro.check;

import org.jspecify.annotations.NullMarked;
