package nitro.ctl.screen;

import nitro.ctl.screen.Style.Colour;
import nitro.spat.State;

/** Lines that tell of something while somebody does something else. */
public final class Notice {
    private Notice() {}

    /** A service has entered a state. */
    public static String changed(String name, State state, int columns, Style style) {
        Appearance appearance = Appearance.of(state);
        String what = Text.visible(name, style) + ": " + appearance.now();
        return style.paint(appearance.colour(), appearance.sign(style))
                + ' '
                + Text.cut(what, Math.max(1, columns - 3), style);
    }

    /** Something that is to be looked at, such as that nitro is gone. */
    public static String alarm(String what, int columns, Style style) {
        return style.paint(Colour.ALARM, Text.cut(what, Math.max(1, columns - 1), style));
    }

    /** Something that may be passed over. */
    public static String remark(String what, int columns, Style style) {
        return style.paint(Colour.DIM, Text.cut(what, Math.max(1, columns - 1), style));
    }
}
