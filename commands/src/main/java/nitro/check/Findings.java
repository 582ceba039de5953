package nitro.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nitro.text.Json;
import nitro.text.Printable;

/** The findings, in the order of discovery, each once. */
final class Findings {
    /** How sure it is that somebody has to do something. */
    enum Severity {
        /** nitro will not do what is meant. */
        WRONG("wrong"),
        /** It may be meant so. */
        SUSPICIOUS("suspicious");

        final String word;

        Severity(String word) {
            this.word = word;
        }
    }

    /** @param file relative to the services directory */
    record Finding(Severity severity, String file, String what) {}

    private final Set<Finding> all = new LinkedHashSet<>();

    void wrong(String file, String what) {
        all.add(new Finding(Severity.WRONG, file, what));
    }

    void suspicious(String file, String what) {
        all.add(new Finding(Severity.SUSPICIOUS, file, what));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** {@code file: what}, a line each; what would control a terminal becomes a question mark. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Finding finding : all) {
            lines.add(Printable.of(finding.file + ": " + finding.what));
        }
        return lines;
    }

    String json() {
        Json json = new Json().beginArray();
        for (Finding finding : all) {
            json.beginObject()
                    .member("file", finding.file)
                    .member("severity", finding.severity.word)
                    .member("what", finding.what)
                    .endObject();
        }
        return json.endArray().toString();
    }
}
