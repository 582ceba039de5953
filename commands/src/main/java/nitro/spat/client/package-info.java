/** The client's side of SPAT: one conversation with nitro, whoever waits for it and however. */
@NullMarked
package nitro.spat.client;

import org.jspecify.annotations.NullMarked;
