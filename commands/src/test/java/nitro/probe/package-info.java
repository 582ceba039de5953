/** Tests of the conditions of the machine. */
@NullMarked
package nitro.probe;

import org.jspecify.annotations.NullMarked;
