/**
 * Replacements in the native image for code of the JDK and of libraries: a third of the binary would otherwise serve no
 * command.
 *
 * <p>Each class here names whose methods it replaces and what they drew in. A method that is no longer there, in a newer JDK or
 * library, ends the image's build with an error that names it. These classes never run on a JVM.
 */
@NullMarked
package nitro.app.image;

import org.jspecify.annotations.NullMarked;
