/** The contract kept by the native image. */
@NullMarked
package nitro.posix.image;

import org.jspecify.annotations.NullMarked;
