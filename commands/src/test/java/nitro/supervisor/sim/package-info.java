/** The whole supervisor over a simulated system: thousands of runs, each from a seed, held to what nitro promises. */
@NullMarked
package nitro.supervisor.sim;

import org.jspecify.annotations.NullMarked;
