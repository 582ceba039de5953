/** Black-box suites of dinit: each line of its specification (docs/spec/dinit.md). */
@NullMarked
package nitro.test.dinit;

import org.jspecify.annotations.NullMarked;
