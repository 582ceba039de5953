package nitro.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Help;
import nitro.test.harness.Launch;
import nitro.test.harness.Service;
import nitro.test.harness.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual: each page is sound, says what {@code --help} says, and its examples work. */
class ManualsIT {
    private static final Path MAN = Path.of("../man");
    private static final Path MANDOC = Path.of("/usr/bin/mandoc");

    /** Macros of mdoc(7) that name options, and the words behind them that are none. */
    private static final Pattern OPTION_LINE = Pattern.compile("\\.(?:It|Op|Nm|Fl)\\b.*\\bFl .*|\\.Fl .*");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(MAN)) {
            return files.filter(file -> file.toString().matches(".*\\.[1-8]"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void mandocHasNothingToSay(Path page) throws IOException {
        assumeTrue(Files.isExecutable(MANDOC), MANDOC + " is not installed");
        var result = Commands.run(Map.of(), MANDOC.toString(), "-T", "lint", "-W", "warning", page.toString());
        assertEquals("", result.out() + result.err());
        assertEquals(0, result.exit());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadsToPagesThatThereAre(Path page) throws IOException {
        for (String line : Files.readAllLines(page)) {
            var reference =
                    Pattern.compile("\\.Xr (nitro\\S*|chpst|halt|init) (\\d).*").matcher(line);
            if (reference.matches()) {
                Path other = MAN.resolve(reference.group(1) + "." + reference.group(2));
                assertTrue(Files.exists(other), page + ": " + line);
            }
        }
    }

    @Test
    @Spec("tools 7.1")
    void helpFitsATerminal() throws IOException {
        for (String command : Help.commands()) {
            for (String line : Help.of(command).lines().toList()) {
                assertTrue(line.length() <= 80, command + ": " + line);
            }
        }
    }

    @Test
    void eachCommandHasAPageWithTheOptionsOfItsHelp() throws IOException {
        var pages = new HashMap<String, Path>();
        for (Path page : pages()) {
            for (String name : names(page)) {
                pages.put(name, page);
            }
        }
        for (String command : Help.commands()) {
            assertTrue(pages.containsKey(command), command + " has no page");
        }
        for (Path page : pages()) {
            var expected = new TreeSet<String>();
            for (String command : Help.commands()) {
                if (page.equals(pages.get(command))) {
                    expected.addAll(Help.options(command));
                }
            }
            if (!expected.isEmpty()) {
                var described = new TreeSet<>(options(page));
                for (String command : names(page)) {
                    described.removeAll(Help.NATIVE.getOrDefault(command, Set.of()));
                }
                assertEquals(expected, described, page.toString());
            }
        }
    }

    /** The commands that a page describes: what its section NAME names. */
    private static List<String> names(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .dropWhile(line -> !line.equals(".Sh NAME"))
                .takeWhile(line -> !line.startsWith(".Nd"))
                .filter(line -> line.startsWith(".Nm "))
                .map(line -> line.split(" ")[1])
                .toList();
    }

    /** All options that the page's list items name. */
    private static Set<String> options(Path page) throws IOException {
        var found = new TreeSet<String>();
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith(".It ") && OPTION_LINE.matcher(line).matches()) {
                var words = List.of(line.split(" +"));
                for (int i = 0; i + 1 < words.size(); i++) {
                    if (words.get(i).equals("Fl")) {
                        found.add("-" + words.get(i + 1));
                    }
                }
            }
        }
        return found;
    }

    /** The displays of nitro-services(5) are files that the paragraph before names. */
    @Test
    void theExamplesOfServicesRun() throws IOException {
        var scripts = examples(MAN.resolve("nitro-services.5"));
        assertEquals(
                Set.of("clock/run", "journal/run", "greeter/run", "prepare/setup", "ticker@/run"), scripts.keySet());
        var services = new HashMap<String, Service>();
        scripts.forEach((path, text) -> {
            String name = path.substring(0, path.indexOf('/'));
            String file = path.substring(path.indexOf('/') + 1);
            services.put(name, Service.service(name).executable(file, text));
        });
        services.compute("clock", (name, service) -> service.log("../journal").file("down-group", ""));
        services.compute("ticker@", (name, service) -> service.file("down-group", ""));
        services.compute("greeter", (name, service) -> service.notification(3));
        try (var nitro = Launch.of(services.values().toArray(Service[]::new)).start()) {
            nitro.events().await("greeter", State.UP);
            nitro.events().await("prepare", State.ONESHOT);
            assertEquals(0, nitro.ctl("up", "ticker@0.1").exit());
            nitro.out().await("tick after 0.1 s");
            nitro.shell("until grep -q : journal/journal.log; do sleep 0.05; done");
            assertEquals(0, nitro.ctl("stop", "clock", "ticker@0.1").exit());
        }
    }

    /** Path to text: each display that follows a {@code .Pa DIR/FILE}. */
    private static Map<String, String> examples(Path page) throws IOException {
        var found = new HashMap<String, String>();
        var lines = Files.readAllLines(page).stream()
                .dropWhile(line -> !line.equals(".Sh EXAMPLES"))
                .toList();
        String path = "";
        for (int i = 0; i < lines.size(); i++) {
            var named =
                    Pattern.compile("\\.Pa ([\\w@]+/(?:run|setup|finish)).*").matcher(lines.get(i));
            if (named.matches()) {
                path = named.group(1);
            } else if (lines.get(i).startsWith(".Bd ")) {
                var text = new StringBuilder();
                while (!lines.get(++i).equals(".Ed")) {
                    text.append(lines.get(i).replace("\\e", "\\")).append('\n');
                }
                found.put(path, text.toString());
            }
        }
        return found;
    }
}
