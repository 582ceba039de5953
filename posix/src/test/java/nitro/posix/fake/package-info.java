/** The simulated system that tests run on, and what tests of all modules share. */
@NullMarked
package nitro.posix.fake;

import org.jspecify.annotations.NullMarked;
