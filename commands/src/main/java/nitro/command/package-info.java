/** Shared by all commands: exit statuses, failures, and becoming another program. */
@NullMarked
package nitro.command;

import org.jspecify.annotations.NullMarked;
