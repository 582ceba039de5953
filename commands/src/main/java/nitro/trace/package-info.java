/** System calls made in the place of other processes, by ptrace(2), without ever waiting for them. */
@NullMarked
package nitro.trace;

import org.jspecify.annotations.NullMarked;
