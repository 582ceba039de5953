package nitro.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The numbered lines of docs/spec: each has a test that names it, and whatever cites one leads to one. */
class SpecLinesTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Path PAGES = REPOSITORY.resolve("docs/spec");

    /** The page that a number without a page means. */
    private static final String DEFAULT_PAGE = "nitro";

    private static final Pattern HEADING = Pattern.compile("##+ (\\d+(?:\\.\\d+)?)\\.? (.*)");
    private static final Pattern ANNOTATION = Pattern.compile("@Spec\\(([^)]*)\\)");
    private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");

    /** A page or a number, and what may stand between two of them in one citation. */
    private static final Pattern CITATION =
            Pattern.compile("\\bspec (?:(?:[a-z]+ )?\\d+(?:\\.\\d+)?(?:, (?:and )?|; | to | and |(?![.]\\d|\\d)))+");

    private static final Pattern WORD = Pattern.compile("([a-z]+) (?=\\d)|(\\d+(?:\\.\\d+)?)");

    /** Ends of lines in comments of Java, C, the shell and markdown, so that a citation may be broken there. */
    private static final Pattern LINE_END = Pattern.compile("\\s*\\n\\s*(?:\\*+ |//+ |# )?\\s*");

    /** Each line as {@code nitro 4.5}, sections as {@code nitro 4}, and whether it promises something that is built. */
    private static final TreeMap<String, Boolean> LINES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.toList()) {
                String name = page.getFileName().toString().replace(".md", "");
                for (String line : Files.readAllLines(page)) {
                    var heading = HEADING.matcher(line);
                    if (heading.matches()) {
                        String number = name + " " + heading.group(1);
                        boolean planned = heading.group(2).endsWith("(planned)");
                        assertEquals(null, LINES.put(number, !planned), number + " stands twice");
                    }
                }
            }
        }
        assertTrue(LINES.size() > 100, "only " + LINES.size() + " lines were found");
    }

    @Test
    void eachLineHasATestThatNamesIt() throws IOException {
        var untested = new TreeSet<String>();
        LINES.forEach((line, built) -> {
            if (built && line.contains(".")) {
                untested.add(line);
            }
        });
        for (Path file : sources()) {
            untested.removeAll(annotated(Files.readString(file, StandardCharsets.ISO_8859_1)));
        }
        assertEquals(Set.of(), untested);
    }

    @Test
    void eachCitationLeadsToALine() throws IOException {
        var dangling = new TreeSet<String>();
        for (Path file : sources()) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            var cited = new ArrayList<String>(annotated(text));
            cited.addAll(cited(text));
            for (String line : cited) {
                if (!LINES.containsKey(line)) {
                    dangling.add(REPOSITORY.relativize(file) + ": " + line);
                }
            }
        }
        assertEquals(Set.of(), dangling);
    }

    @Test
    void citationsAreFoundInAllTheirForms() {
        assertEquals(List.of("nitro 4.5"), cited("// as it must be (spec 4.5)."));
        assertEquals(List.of("nitro 4.5", "nitro 4.11", "engine 3.5"), cited("(spec 4.5, 4.11, engine 3.5)"));
        assertEquals(List.of("nitro 5.2", "nitro 5.4"), cited("(spec 5.2 to 5.4)"));
        assertEquals(List.of("tools 1.2", "tools 1.3"), cited("Until then: spec tools 1.2, 1.3."));
        assertEquals(List.of("nitro 3.4", "nitro 4.11"), cited(" * at the end (spec 3.4,\n     * 4.11)"));
        assertEquals(List.of("nitro 2", "nitro 3.1"), cited("(spec 2, 3.1)"));
        assertEquals(List.of(), cited("a specification of 4.5"));
        assertEquals(List.of("tools 1.2", "nitro 1.5"), annotated("@Spec({\"tools 1.2\", \"1.5\"})"));
    }

    private static List<String> annotated(String text) {
        return ANNOTATION
                .matcher(text)
                .results()
                .flatMap(annotation -> STRING.matcher(annotation.group(1)).results())
                .map(value -> full(value.group(1)))
                .toList();
    }

    private static String full(String line) {
        return line.contains(" ") ? line : DEFAULT_PAGE + " " + line;
    }

    private static List<String> cited(String text) {
        var found = new ArrayList<String>();
        String joined = LINE_END.matcher(text).replaceAll(" ");
        CITATION.matcher(joined).results().map(MatchResult::group).forEach(citation -> {
            String page = DEFAULT_PAGE;
            var words = WORD.matcher(citation.substring("spec ".length()));
            while (words.find()) {
                if (words.group(1) == null) {
                    found.add(page + " " + words.group(2));
                } else if (!Set.of("to", "and").contains(words.group(1))) {
                    page = words.group(1);
                }
            }
        });
        return found;
    }

    /** Every file that may cite a line, but for this one, whose examples need not exist. */
    private static List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        for (String top : List.of("app", "bench", "commands", "completions", "docs", "man", "posix", "test-services")) {
            try (Stream<Path> files = Files.walk(REPOSITORY.resolve(top))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().contains("/target/"))
                        .filter(file -> !file.startsWith(PAGES))
                        .filter(file -> !file.endsWith("SpecLinesTest.java"))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
