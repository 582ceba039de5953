/** Conditions of the machine: a port answers, a file is there, a command succeeds. They are asked on one loop and never wait. */
@NullMarked
package nitro.probe;

import org.jspecify.annotations.NullMarked;
