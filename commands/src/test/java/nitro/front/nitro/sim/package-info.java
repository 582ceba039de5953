/** The whole supervisor over a simulated system: thousands of runs, each from a seed, held to what nitro promises. */
@NullMarked
package nitro.front.nitro.sim;

import org.jspecify.annotations.NullMarked;
