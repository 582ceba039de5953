/** Service directories as runit has them, and what dinit reads of them. */
@NullMarked
package nitro.define.runit;

import org.jspecify.annotations.NullMarked;
