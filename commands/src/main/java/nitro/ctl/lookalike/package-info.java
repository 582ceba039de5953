/** Other supervisors' tools for old scripts, over the conversation of nitroctl: sv of runit, and s6-svc and its kin. */
@NullMarked
package nitro.ctl.lookalike;

import org.jspecify.annotations.NullMarked;
