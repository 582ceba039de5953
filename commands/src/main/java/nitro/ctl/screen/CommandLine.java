package nitro.ctl.screen;

import java.util.ArrayList;
import java.util.List;

/**
 * A line cut into words as a shell does it: at blanks, of which a backslash and quotes, single or double, take the meaning.
 * What is open at the end of the line ends there. A word that begins with {@code #} begins a comment.
 *
 * @param words without quotes
 * @param start where the last word begins, or where one would begin
 * @param complete the words that are followed by a blank; all others are still typed at
 */
public record CommandLine(List<String> words, int start, List<String> complete) {
    public static CommandLine of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        int start = line.length();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && (c == ' ' || c == '\t')) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
                start = line.length();
                continue;
            }
            if (!inWord) {
                if (c == '#') {
                    return new CommandLine(words, line.length(), words);
                }
                inWord = true;
                start = i;
            }
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        }
        List<String> complete = List.copyOf(words);
        if (inWord) {
            words.add(word.toString());
        }
        return new CommandLine(words, start, complete);
    }

    /** The word that is typed at; empty if none is begun. */
    public String last() {
        return words.size() > complete.size() ? words.getLast() : "";
    }

    /** What is to be typed for a word. */
    public static String quoted(String word) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (" \t\\'\"".indexOf(c) >= 0 || c == '#' && i == 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
