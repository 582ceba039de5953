/** nitroctl top and nitroctl shell, which live on a terminal and follow what changes. */
@NullMarked
package nitro.ctl.live;

import org.jspecify.annotations.NullMarked;
