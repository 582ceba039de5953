/** Tests of nitro.json. */
@NullMarked
package nitro.json;

import org.jspecify.annotations.NullMarked;
