/** Cases of logs: nitro-tail, and the ways in which services log. */
@NullMarked
package nitro.test.logs;

import org.jspecify.annotations.NullMarked;
