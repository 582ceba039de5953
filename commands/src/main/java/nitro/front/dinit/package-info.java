/** dinit: the init of a container, on the engine. What it promises is in docs/spec/dinit.md. */
@NullMarked
package nitro.front.dinit;

import org.jspecify.annotations.NullMarked;
