/** What people see on their terminals. */
@NullMarked
package nitro.test.screens;

import org.jspecify.annotations.NullMarked;
