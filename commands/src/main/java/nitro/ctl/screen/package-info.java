/** The views of services: pure functions from states, a width and a style to lines of text. */
@NullMarked
package nitro.ctl.screen;

import org.jspecify.annotations.NullMarked;
