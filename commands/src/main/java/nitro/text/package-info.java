/** Texts and their forms: JSON, UTF-8, TAI64N, regular expressions. Uses nothing else of ours. */
@NullMarked
package nitro.text;

import org.jspecify.annotations.NullMarked;
