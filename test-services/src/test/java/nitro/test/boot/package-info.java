/** Nitro as the native binary, where there is nothing else: as the init of a kernel, and in an empty container. */
@NullMarked
package nitro.test.boot;

import org.jspecify.annotations.NullMarked;
