package nitro.test.chpst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * chpst and its family beside runit's chpst under each name, and daemontools' own: exit status, what standard error means,
 * and all that the program which is started can see of its state.
 *
 * <p>Some lines by chance, more of them with the native binary; all with {@code -Dnitro.chpst.lines=all}, and others with
 * {@code -Dnitro.chpst.seed=N}.
 */
class ChpstDifferentialIT {
    private static final Path REASONS = Path.of("../docs/chpst-differences.md");

    /** Starting a JVM takes as long as a hundred native tools do. */
    private static final String LINES_OF_JAR = "100";

    private static final String LINES_OF_BINARY = "3000";

    /** Other suites run beside this one. */
    private static final int WORKERS = 2;

    private static final int MOST_TOLD = 40;

    @TempDir
    private Path directory;

    @BeforeEach
    void whatIsNeeded() throws IOException {
        Needs.check(
                ChpstDifferentialIT.class,
                "/usr/bin/chpst (runit)",
                "/usr/bin/setlock (daemontools)",
                Needs.SHELL + " (busybox-static)",
                "/usr/bin/flock (util-linux)",
                "/usr/bin/setpriv (util-linux)");
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @Spec({
        "tools 1.1",
        "tools 1.2",
        "tools 1.3",
        "tools 1.4",
        "tools 1.5",
        "tools 1.6",
        "tools 1.7",
        "tools 1.8",
        "tools 1.9",
        "tools 1.13"
    })
    void doesWhatTheOriginalsDo() throws IOException, InterruptedException {
        long seed = Long.getLong("nitro.chpst.seed", 1);
        String count = System.getProperty("nitro.chpst.lines", Difference.JAR ? LINES_OF_JAR : LINES_OF_BINARY);
        List<Case> lines = CommandLines.some(count.equals("all") ? Integer.MAX_VALUE : Integer.parseInt(count), seed);
        Comparison comparison = new Comparison(Needs.tools(directory), lines);
        List<String> differences = comparison.run(WORKERS);
        System.out.println(lines.size() + " command lines of seed " + seed + ": " + comparison.summary());
        if (!differences.isEmpty()) {
            fail(differences.size() + " differences (original | ours) with seed " + seed + ":\n"
                    + String.join("\n", differences.subList(0, Math.min(MOST_TOLD, differences.size()))));
        }
    }

    @Test
    void eachDifferenceIsStillThere() throws IOException {
        Comparison comparison = new Comparison(Needs.tools(directory), List.of());
        assertEquals(Difference.all().toList(), comparison.seen());
    }

    @Test
    void eachDifferenceHasItsReason() throws IOException {
        TreeSet<String> reasons = Pattern.compile("(?m)^- `([A-Z_]+)`")
                .matcher(Files.readString(REASONS))
                .results()
                .map(MatchResult::group)
                .map(line -> line.replaceAll("[^A-Z_]", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                Stream.of(Difference.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new)), reasons);
    }

    @Test
    void linesAreTheSameEachTime() {
        assertEquals(CommandLines.some(50, 7), CommandLines.some(50, 7));
    }
}
