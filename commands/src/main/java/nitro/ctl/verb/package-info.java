/** The command line of nitroctl: its verbs, its options, and how all commands here read theirs. */
@NullMarked
package nitro.ctl.verb;

import org.jspecify.annotations.NullMarked;
