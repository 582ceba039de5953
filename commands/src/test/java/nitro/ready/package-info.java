/** Tests of nitro-wait and nitro-ready, in virtual time. */
@NullMarked
package nitro.ready;

import org.jspecify.annotations.NullMarked;
