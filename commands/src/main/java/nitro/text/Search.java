package nitro.text;

import java.util.regex.Pattern;

/** Regular expressions of one person on the text of another, which may be made to be too much for them. */
public final class Search {
    private Search() {}

    /**
     * Whether it is found in a text.
     *
     * @param otherwise what to believe if that cannot be found out: Java needs stack for each repetition of a group
     */
    public static boolean isFound(Pattern pattern, CharSequence text, boolean otherwise) {
        try {
            return pattern.matcher(text).find();
        } catch (StackOverflowError e) {
            return otherwise;
        }
    }
}
