package nitro.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Phrases that native readers stumble over and that have crept in before (CONTRIBUTING.md, "Plain English"). */
class PlainEnglishTest {
    private static final Path REPOSITORY = Path.of("..");

    private static final Pattern STUMBLING_BLOCKS = Pattern.compile(
            "\\bshall\\b|\\b[Tt]ells? (?:what|whom|which|that|of|when|how|if|by|whether)\\b|\\b(?:is|are) told\\b"
                    + "|\\bas it ever was\\b|\\bnone too\\b|\\bhave it go on\\b|\\b(?:is|are) complained of\\b"
                    + "|: no (?:number|time|condition|order|signal|path|name)\\b");

    /** A first sentence whose subject is a clause or a pronoun without a noun. */
    private static final Pattern HEADLESS =
            Pattern.compile("^(?:What|Who|None|That of|Those (?:of|that|who)) (?!.*\\?)[a-z]");

    /** Comments of Java, and text in quotes, which may be a message. */
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*?(.*?)\\*/|//([^\\n]*)");

    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    @Test
    void pagesAndManuals() throws IOException {
        var found = new ArrayList<String>();
        for (String top : List.of("README.md", "NEWS.md", "CONTRIBUTING.md", "SECURITY.md", "docs", "man")) {
            for (Path file : files(REPOSITORY.resolve(top), ".*\\.(?:md|[1-8])")) {
                String text = prose(file);
                stumblingBlocks(text).forEach(phrase -> found.add(REPOSITORY.relativize(file) + ": " + phrase));
                for (String paragraph : text.split("\n(?:\\s*\n|[-*] |\\.(?:Pp|It|Bl|El|S[hs])[^\n]*\n)+")) {
                    headless(paragraph).forEach(phrase -> found.add(REPOSITORY.relativize(file) + ": " + phrase));
                }
            }
        }
        assertEquals(List.of(), found);
    }

    /** What programs print, as far as it stands in the source. */
    @Test
    void messages() throws IOException {
        var found = new ArrayList<String>();
        for (Path file : sources()) {
            STRING.matcher(read(file)).results().forEach(string -> {
                stumblingBlocks(string.group(1)).forEach(phrase -> found.add(file.getFileName() + ": " + phrase));
            });
        }
        assertEquals(List.of(), found);
    }

    @Test
    void commentsBeginWithANounOrAVerb() throws IOException {
        var found = new ArrayList<String>();
        for (Path file : sources()) {
            COMMENT.matcher(read(file)).results().forEach(comment -> {
                String text = (comment.group(1) == null ? comment.group(2) : comment.group(1))
                        .replaceAll("(?m)^\\s*\\* ?", "")
                        .strip();
                headless(text)
                        .forEach(phrase -> found.add(file.getFileName() + ": "
                                + text.lines().findFirst().orElse("")));
            });
        }
        assertEquals(List.of(), found);
    }

    @Test
    void thePhrasesAreFound() {
        assertEquals(List.of("Tells whom"), stumblingBlocks("Tells whom it serves"));
        assertEquals(List.of(": no number"), stumblingBlocks("200M: no number"));
        assertEquals(List.of("What i"), headless("What it does"));
        assertEquals(List.of(), headless("What is it?"));
        assertEquals(List.of(), headless("Returns what it does"));
    }

    private static List<String> stumblingBlocks(String text) {
        return STUMBLING_BLOCKS
                .matcher(text)
                .results()
                .map(found -> found.group())
                .toList();
    }

    private static List<String> headless(String text) {
        return HEADLESS.matcher(text).results().map(found -> found.group()).toList();
    }

    /** The text of a page without examples, tables of pairs, and words in backquotes. */
    private static String prose(Path file) throws IOException {
        return read(file)
                .replaceAll("(?s)\\n```.*?\\n```", "")
                .replaceAll("(?m)^\\|.*$", "")
                .replaceAll("`[^`]*`", "");
    }

    private static List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        for (String module : List.of("posix", "commands", "app")) {
            found.addAll(files(REPOSITORY.resolve(module).resolve("src/main/java"), ".*\\.java"));
        }
        return found;
    }

    private static List<Path> files(Path top, String names) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(file -> file.toString().matches(names))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
