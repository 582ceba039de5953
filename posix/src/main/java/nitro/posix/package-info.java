/** The operating system as nitro sees it: one interface with every system call we make, and its values. */
@NullMarked
package nitro.posix;

import org.jspecify.annotations.NullMarked;
