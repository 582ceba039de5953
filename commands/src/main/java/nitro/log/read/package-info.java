/** Logs as svlogd, multilog, s6-log and nitro-log keep them: found, read, merged in time order and followed. */
@NullMarked
package nitro.log.read;

import org.jspecify.annotations.NullMarked;
