package nitro.ctl.verb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each command of nitroctl is in its help, in its manual and in the completions. */
class DocumentedTest {
    private static boolean names(String text, String word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")
                .matcher(text)
                .find();
    }

    @ParameterizedTest
    @EnumSource
    void help(Verb verb) {
        String help = String.join(
                "\n", NitroctlOptions.spec("nitroctl").usageMessage().footer());
        for (String name : verb.names()) {
            assertTrue(names(help, name), name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manual(Verb verb) throws IOException {
        String page = Files.readString(Path.of("../man/nitroctl.1"));
        for (String name : verb.names()) {
            assertTrue(
                    Pattern.compile("(?m)^\\.It Cm (.* )?" + Pattern.quote(name) + "( |$)")
                            .matcher(page)
                            .find(),
                    name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void completions(Verb verb) throws IOException {
        for (String file : new String[] {"nitro.bash", "_nitro", "nitro.fish"}) {
            String script = Files.readString(Path.of("../completions", file));
            assertTrue(names(script, verb.names().getFirst()), file + ": " + verb);
        }
    }
}
