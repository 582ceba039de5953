@NullMarked
package nitro.app.image;

import org.jspecify.annotations.NullMarked;
