/** Definitions of services as values without behaviour, and every duration of the engine. */
@NullMarked
package nitro.engine.model;

import org.jspecify.annotations.NullMarked;
