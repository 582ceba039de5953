/** Tests of what reads logs. */
@NullMarked
package nitro.logs;

import org.jspecify.annotations.NullMarked;
