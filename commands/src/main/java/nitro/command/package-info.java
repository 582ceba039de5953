/** What the commands share: exit statuses, how they fail, and how they become another program. */
@NullMarked
package nitro.command;

import org.jspecify.annotations.NullMarked;
