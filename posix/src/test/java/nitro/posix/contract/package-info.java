/**
 * What every binding of {@link nitro.posix.Posix} must do, as cases that run on a real system.
 *
 * <p>They need neither JUnit nor reflection, so that a native image runs them as well: {@link
 * nitro.posix.contract.Contract} lists them, and prints the results as TAP.
 */
@NullMarked
package nitro.posix.contract;

import org.jspecify.annotations.NullMarked;
