/** Black-box suites over the built commands, by section of the specification. */
@NullMarked
package nitro.test;

import org.jspecify.annotations.NullMarked;
