/** nitro: services, life cycle, log pipes, control socket, shutdown, pid 1. */
@NullMarked
package nitro.front.nitro;

import org.jspecify.annotations.NullMarked;
