/** nitro-wait and nitro-ready: conditions that are waited for by events, all at once, in one thread. */
@NullMarked
package nitro.ready;

import org.jspecify.annotations.NullMarked;
