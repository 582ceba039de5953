package nitro.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nitro.test.boot.Requirement;
import nitro.test.harness.Commands;
import nitro.test.harness.Nitro;
import nitro.test.harness.Proc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documentation tells to type, typed: the blocks marked {@code sh} of a page are one script, which is run from the
 * top of the repository and must succeed. One marked {@code sh needs=A,B} is a script of its own.
 */
@Timeout(DocsIT.LONGEST_SECONDS + 60)
class DocsIT {
    /** More than the limits that the scripts have themselves. */
    static final long LONGEST_SECONDS = 400;

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private Path work = REPOSITORY;

    @BeforeEach
    void make() throws IOException {
        work = Files.createTempDirectory("docs");
    }

    @AfterEach
    void remove() throws IOException {
        Commands.system("rm", "-rf", work.toString());
    }

    /** A script of a page, and what must be there for it. */
    record Script(Path page, int line, List<String> needs, String text) {
        @Override
        public String toString() {
            return REPOSITORY.relativize(page) + ":" + line;
        }
    }

    static List<Path> pages() throws IOException {
        var pages = new ArrayList<Path>();
        try (Stream<Path> top = Files.list(REPOSITORY);
                Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"))) {
            Stream.concat(top, docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .forEach(pages::add);
        }
        return pages;
    }

    static List<Script> scripts() throws IOException {
        var scripts = new ArrayList<Script>();
        for (Path page : pages()) {
            scripts.addAll(scripts(page));
        }
        return scripts;
    }

    private static List<Script> scripts(Path page) throws IOException {
        var scripts = new ArrayList<Script>();
        var plain = new StringBuilder();
        int first = 0;
        var lines = Files.readAllLines(page);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("```sh( needs=.*)?")) {
                int at = i + 1;
                var block = new StringBuilder();
                while (!lines.get(++i).equals("```")) {
                    block.append(lines.get(i)).append('\n');
                }
                String needs = lines.get(at - 1).replaceFirst("```sh( needs=)?", "");
                if (needs.isEmpty()) {
                    first = first == 0 ? at : first;
                    plain.append(block);
                } else {
                    scripts.add(new Script(page, at, List.of(needs.split(",")), block.toString()));
                }
            }
        }
        if (first > 0) {
            scripts.addFirst(new Script(page, first, List.of(), plain.toString()));
        }
        return scripts;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFiles(Path page) throws IOException {
        var links = Pattern.compile("\\]\\(([^):#]+)[^):]*\\)").matcher(Files.readString(page));
        while (links.find()) {
            assertTrue(Files.exists(page.resolveSibling(links.group(1))), page + ": " + links.group());
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void works(Script script) throws IOException {
        for (String need : script.needs()) {
            switch (need) {
                case "native" -> Requirement.nativeBinary();
                case "root" ->
                    Requirement.that(
                            Files.getAttribute(Path.of("/proc/self"), "unix:uid")
                                    .equals(0),
                            "not root");
                default -> Requirement.command(need, need);
            }
        }
        String marker = "TMPDIR=" + work;
        var result = Commands.start(
                        Map.of("TMPDIR", work.toString(), "HOME", work.toString()),
                        "sh",
                        "-c",
                        "cd \"$0\" && exec bash -eu -c \"$1\"",
                        repository().toString(),
                        script.text())
                .result(LONGEST_SECONDS);
        assertEquals(0, result.exit(), () -> script + ":\n" + result.out() + result.err());
        Proc.awaitNone(marker);
    }

    /** The repository as a newcomer has it, with the commands under test where they are built. */
    private Path repository() throws IOException {
        Path copy = Files.createDirectory(work.resolve("repository"));
        try (Stream<Path> files = Files.list(REPOSITORY)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("app") && !file.endsWith(".git")) {
                    Files.createSymbolicLink(copy.resolve(file.getFileName()), file);
                }
            }
        }
        for (String flavour : List.of("dist", "dist-native")) {
            Path target = Files.createDirectories(copy.resolve("app/target").resolve(flavour));
            Files.createSymbolicLink(target.resolve("bin"), Nitro.BIN);
        }
        return copy;
    }
}
