/**
 * The binding of {@code nitro.posix} in the native image, over GraalVM's C interface.
 *
 * <p>What a C header decides (sizes, offsets, constants) is read from the header when the image is built. Nothing is
 * loaded at run time and, on the calls that a supervisor makes all day, nothing is allocated: arguments are copied to
 * one block of unmanaged memory ({@link nitro.posix.image.Scratch}) or to the stack. These classes never run on a JVM.
 */
@NullMarked
package nitro.posix.image;

import org.jspecify.annotations.NullMarked;
