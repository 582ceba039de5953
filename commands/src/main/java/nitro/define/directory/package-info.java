/** What a service is, as its directory says: read alike by nitro and by whoever explains or checks a directory. */
@NullMarked
package nitro.define.directory;

import org.jspecify.annotations.NullMarked;
