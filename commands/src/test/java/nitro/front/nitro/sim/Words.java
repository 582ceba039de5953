package nitro.front.nitro.sim;

import java.util.ArrayList;
import java.util.List;

/** What nitro says on its standard error in one life. */
final class Words {
    private final List<String> said = new ArrayList<>();
    private boolean mute;

    /** Nitro says this; that something came unexpected to it is a fault. */
    void say(String text) {
        said.add(text);
        Violation.unless(!text.contains("internal error") && !text.contains("unexpected"), "nitro says: " + text);
    }

    /** A failing call kept it from saying something. */
    void lose() {
        mute = true;
    }

    /** Whether it has said something like it, or may not have been able to. */
    boolean has(String text) {
        return mute || said.stream().anyMatch(line -> line.contains(text));
    }
}
