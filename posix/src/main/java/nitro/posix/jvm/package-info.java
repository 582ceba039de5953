/** The binding of {@link nitro.posix} on the JVM: jnr-ffi, JNR-POSIX and junixsocket. */
@NullMarked
package nitro.posix.jvm;

import org.jspecify.annotations.NullMarked;
