package nitro.test.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Selection by generated patterns of generated lines, compared with svlogd's, where that is installed. {@code -Dnitro.patterns=N}
 * makes more of them, {@code -Dnitro.seed=N} others.
 */
class NitroLogPatternsIT {
    private static final int ROUNDS = Integer.getInteger("nitro.patterns", 12);
    private static final String LETTERS = "aab: *+";

    private static String word(Random random, int longest) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    /** With a plus, not one that meets the end of a line, where svlogd looks at what was in its memory before. */
    private static String pattern(Random random, boolean plus) {
        String word = word(random, 6);
        return plus
                ? word.replaceAll("[+]+$", "") + List.of("", ".", "*").get(random.nextInt(3))
                : word.replace("+", "");
    }

    @Test
    @Spec("tools 4.5")
    void selectsAsSvlogdDoes() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/svlogd")), "no svlogd here");
        long seed = Long.getLong("nitro.seed", 1);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            boolean plus = random.nextBoolean();
            StringBuilder config = new StringBuilder("s0\n");
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                config.append("-+eE".charAt(random.nextInt(4)))
                        .append(pattern(random, plus))
                        .append('\n');
            }
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 3000; i++) {
                lines.append(word(random, 8)).append(plus ? ".\n" : "\n");
            }
            String length = plus || random.nextBoolean() ? "1000" : "4";
            compare(config.toString(), lines.toString(), length, "seed " + seed);
        }
    }

    private static void compare(String config, String lines, String length, String seed) throws IOException {
        try (var ours = new LogPlace(config);
                var theirs = new LogPlace(config)) {
            ours.write(lines, "-l", length);
            var svlogd = theirs.startCommand(
                    List.of("/usr/bin/svlogd", "-l", length, "-b", "4096", "log"), ProcessBuilder.Redirect.PIPE);
            svlogd.say(lines);
            assertEquals(0, svlogd.end());
            String story = seed + " -l " + length + "\n" + config;
            assertEquals(theirs.current(), ours.current(), story);
            if (length.equals("1000")) { // for alerts to longer lines svlogd writes their beginning only
                assertEquals(theirs.err(), ours.err(), story);
            }
        }
    }

    @Test
    void replacesAsSvlogdDoes() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/svlogd")), "no svlogd here");
        StringBuilder lines = new StringBuilder();
        for (char one = 0; one < 256; one++) {
            lines.append(one).append(one % 7 == 0 ? "\n" : "");
        }
        lines.append('\n');
        try (var ours = new LogPlace("");
                var theirs = new LogPlace("")) {
            ours.write(lines.toString(), "-R", "abc", "-r", "?");
            Files.write(theirs.root.resolve("in"), lines.toString().getBytes(ISO_8859_1));
            Commands.system("sh", "-c", "cd \"$0\" && svlogd -R abc -r '?' log <in", theirs.root.toString());
            assertEquals(theirs.current(), ours.current());
        }
    }
}
