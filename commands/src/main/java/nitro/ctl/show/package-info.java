/** Prints what nitro, the directories of services and /proc say of services, for people and as JSON. */
@NullMarked
package nitro.ctl.show;

import org.jspecify.annotations.NullMarked;
