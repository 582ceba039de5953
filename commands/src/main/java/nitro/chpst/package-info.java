/** chpst and its family: tools of run scripts, which change a process's state and become another program. */
@NullMarked
package nitro.chpst;

import org.jspecify.annotations.NullMarked;
