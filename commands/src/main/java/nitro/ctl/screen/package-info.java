/** What people see of services: pure functions from what is known, a width and a style to lines of text. */
@NullMarked
package nitro.ctl.screen;

import org.jspecify.annotations.NullMarked;
