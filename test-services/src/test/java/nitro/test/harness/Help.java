package nitro.test.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the commands say of themselves with {@code --help}, to which manuals and completions are held. */
public final class Help {
    /** Options that a command has in the native binary only, and so not on its page. */
    public static final Map<String, Set<String>> NATIVE =
            Map.of("nitro", Set.of("--install", "--init", "--all", "--completions", "--man"));

    private Help() {}

    /** The names of all commands. */
    public static List<String> commands() throws IOException {
        try (var names = Files.list(Nitro.BIN)) {
            return names.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** What a command says of itself. */
    public static String of(String command) throws IOException {
        return Commands.run(Map.of(), Nitro.BIN.resolve(command).toString(), "--help")
                .out();
    }

    /** The options of a command: the first words of each column that begins with a dash, and the two that all have. */
    public static SortedSet<String> options(String command) throws IOException {
        var found = new TreeSet<>(Set.of("--help", "--version"));
        for (String line : of(command).lines().toList()) {
            if (line.matches(" +-.*")) {
                for (String column : line.strip().split(" {2,}")) {
                    for (String word : column.split("[ ,=]+")) {
                        if (column.startsWith("-") && word.startsWith("-")) {
                            found.add(word);
                        }
                    }
                }
            }
        }
        return found;
    }
}
