/** Tests of nitro.front.dinit. */
@NullMarked
package nitro.front.dinit;

import org.jspecify.annotations.NullMarked;
