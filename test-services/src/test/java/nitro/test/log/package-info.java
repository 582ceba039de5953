/** The black-box suites of nitro-log. */
@NullMarked
package nitro.test.log;

import org.jspecify.annotations.NullMarked;
