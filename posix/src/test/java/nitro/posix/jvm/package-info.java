/** Tests of the binding on the JVM. */
@NullMarked
package nitro.posix.jvm;

import org.jspecify.annotations.NullMarked;
