/** Lives on a terminal: keys, lines, the whole screen, and an end that leaves the terminal as it was. */
@NullMarked
package nitro.ctl.terminal;

import org.jspecify.annotations.NullMarked;
