/** JSON as our commands print it. */
@NullMarked
package nitro.json;

import org.jspecify.annotations.NullMarked;
