/** Tests of the tools. */
@NullMarked
package nitro.tools;

import org.jspecify.annotations.NullMarked;
