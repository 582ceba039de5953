/** nitroctl: reads its command line and hands it to the room that carries it out. */
@NullMarked
package nitro.ctl;

import org.jspecify.annotations.NullMarked;
