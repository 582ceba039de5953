/** Keeps services alive: starts, stops and reaps what a life cycle says, joins outputs to loggers, and shuts all down in order. */
@NullMarked
package nitro.engine;

import org.jspecify.annotations.NullMarked;
