/**
 * Reads the definition of a service from its directory, for nitro and for every command that explains or checks a
 * directory.
 */
@NullMarked
package nitro.define.directory;

import org.jspecify.annotations.NullMarked;
