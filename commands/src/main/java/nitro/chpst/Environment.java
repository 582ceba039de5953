package nitro.chpst;

import java.util.ArrayList;
import java.util.List;

/** The variables that a program is given: {@code NAME=VALUE} byte strings, changed one by one. */
final class Environment {
    private final List<String> entries;

    Environment(List<String> entries) {
        this.entries = new ArrayList<>(entries);
    }

    /** Sets a variable by {@code NAME=VALUE}, or removes it by its name alone. */
    void change(String entry) {
        int sign = entry.indexOf('=');
        String start = (sign < 0 ? entry : entry.substring(0, sign)) + "=";
        entries.removeIf(old -> old.startsWith(start));
        if (sign >= 0) {
            entries.add(entry);
        }
    }

    List<String> entries() {
        return List.copyOf(entries);
    }
}
