/** The tools that run scripts need: chpst and its family, which change a process's state and become another program. */
@NullMarked
package nitro.tools;

import org.jspecify.annotations.NullMarked;
