package nitro.ctl.screen;

import java.util.List;
import java.util.Locale;
import nitro.posix.Invocation;

/**
 * The abilities of a terminal, according to the user's environment.
 *
 * @param colour whether text may be coloured: not with NO_COLOR, nor on a terminal that is dumb or unknown
 * @param unicode whether characters beyond ASCII may be used: only where the locale's are UTF-8
 */
public record Style(boolean colour, boolean unicode) {
    /** For tests and for what is to be copied. */
    public static final Style PLAIN = new Style(false, false);

    private static final List<String> LOCALE = List.of("LC_ALL", "LC_CTYPE", "LANG");

    public static Style of(Invocation call) {
        return new Style(call.variable("NO_COLOR").isEmpty() && !isDumb(call), isUnicode(call));
    }

    /** Whether the terminal can do no more than print. */
    public static boolean isDumb(Invocation call) {
        String terminal = call.variable("TERM");
        return terminal.isEmpty() || terminal.equals("dumb");
    }

    /** The first of the variables that is set counts: locale(7). */
    private static boolean isUnicode(Invocation call) {
        for (String key : LOCALE) {
            String locale = call.variable(key);
            if (!locale.isEmpty()) {
                String upper = locale.toUpperCase(Locale.ROOT);
                return upper.contains("UTF-8") || upper.contains("UTF8");
            }
        }
        return false;
    }

    /** The text in a colour, where there are colours. */
    String paint(Colour in, String text) {
        return colour && in != Colour.NONE && !text.isEmpty() ? "\033[" + in.code + "m" + text + "\033[0m" : text;
    }

    /** The text in bold, where that can be shown. */
    public String bold(String text) {
        return paint(Colour.BOLD, text);
    }

    /** The sign for the rest of a text that was cut. */
    String ellipsis() {
        return unicode ? "\u2026" : "~";
    }

    /** The few renditions that we use; all terminals with colours have them, and every theme makes them readable. */
    enum Colour {
        NONE(""),
        BOLD("1"),
        DIM("2"),
        REVERSE("7"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        BLUE("34"),
        CYAN("36"),
        ALARM("1;31");

        final String code;

        Colour(String code) {
            this.code = code;
        }
    }
}
