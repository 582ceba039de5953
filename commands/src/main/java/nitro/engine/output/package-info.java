/** The captured output of programs: pipes read by events, lines, and the sinks that take them. */
@NullMarked
package nitro.engine.output;

import org.jspecify.annotations.NullMarked;
