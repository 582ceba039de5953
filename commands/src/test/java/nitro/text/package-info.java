/** Tests of nitro.text. */
@NullMarked
package nitro.text;

import org.jspecify.annotations.NullMarked;
