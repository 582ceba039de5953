/** The requirements among services: pure values and functions, for any kind of node. */
@NullMarked
package nitro.engine.graph;

import org.jspecify.annotations.NullMarked;
