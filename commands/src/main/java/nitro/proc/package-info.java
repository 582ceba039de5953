/** What /proc shows of processes: whose children they are, what they use, and which of them has the terminal. */
@NullMarked
package nitro.proc;

import org.jspecify.annotations.NullMarked;
