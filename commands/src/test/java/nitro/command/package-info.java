/** Tests of what the commands share. */
@NullMarked
package nitro.command;

import org.jspecify.annotations.NullMarked;
