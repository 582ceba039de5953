/** What the black-box suites are made of: a nitro of their own, service directories, events, the wire, /proc. */
@NullMarked
package nitro.test.harness;

import org.jspecify.annotations.NullMarked;
