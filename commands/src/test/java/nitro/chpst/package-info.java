/** Tests of chpst and its family. */
@NullMarked
package nitro.chpst;

import org.jspecify.annotations.NullMarked;
