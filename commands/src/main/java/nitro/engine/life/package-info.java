/** The life cycle of a service: phases, events, and the pure function that leads from one to the next. */
@NullMarked
package nitro.engine.life;

import org.jspecify.annotations.NullMarked;
