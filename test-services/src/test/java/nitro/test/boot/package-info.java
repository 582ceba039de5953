/** What only the native binary can: be the init of a kernel, run in an empty container, outlive its own crash. */
@NullMarked
package nitro.test.boot;

import org.jspecify.annotations.NullMarked;
