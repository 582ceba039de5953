/** Tests of what reads logs. */
@NullMarked
package nitro.log.read;

import org.jspecify.annotations.NullMarked;
