package nitro.posix.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link ImageContract}, of which the profile {@code native} makes an image, and has a test for each of its cases. */
class ImageContractIT {
    private static final String IMAGE = System.getProperty("nitro.contract", "target/contract");

    @TestFactory
    Stream<DynamicTest> contract(@TempDir Path directory) throws IOException, InterruptedException {
        Process image = new ProcessBuilder(Path.of(IMAGE).toAbsolutePath().toString(), directory.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(image.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        int status = image.waitFor();
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("ok ") || lines.get(i).startsWith("not ok ")) {
                tests.add(test(lines.get(i), comment(lines.subList(i + 1, lines.size()))));
            }
        }
        tests.add(dynamicTest("the image runs all cases", () -> {
            assertEquals("1.." + (tests.size() - 1), lines.getFirst(), String.join("\n", lines));
            assertEquals(lines.stream().anyMatch(line -> line.startsWith("not ok ")) ? 1 : 0, status, "exit status");
        }));
        return tests.stream();
    }

    private static DynamicTest test(String line, String comment) {
        int skip = line.indexOf(" # SKIP ");
        String name = line.substring(line.indexOf(" - ") + 3, skip < 0 ? line.length() : skip);
        return dynamicTest(name, () -> {
            if (skip >= 0) {
                abort(line.substring(skip + " # SKIP ".length()));
            }
            if (line.startsWith("not")) {
                fail(comment);
            }
        });
    }

    /** What follows a case's line. */
    private static String comment(List<String> lines) {
        return String.join(
                "\n", lines.stream().takeWhile(line -> line.startsWith("#")).toList());
    }
}
