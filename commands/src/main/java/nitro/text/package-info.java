/** Texts and their forms: JSON, UTF-8, timestamps, searches. Uses nothing else of ours. */
@NullMarked
package nitro.text;

import org.jspecify.annotations.NullMarked;
