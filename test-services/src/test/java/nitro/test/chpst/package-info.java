/** chpst and its family beside runit's and daemontools' own. */
@NullMarked
package nitro.test.chpst;

import org.jspecify.annotations.NullMarked;
