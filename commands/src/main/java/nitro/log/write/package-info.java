/** nitro-log: keeps the lines of a service in directories of rotated files. */
@NullMarked
package nitro.log.write;

import org.jspecify.annotations.NullMarked;
