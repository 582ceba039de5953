/** The table of command names and the program that runs them. */
@NullMarked
package nitro.app;

import org.jspecify.annotations.NullMarked;
