package nitro.test.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full: all waits, one line says so, and nothing is lost when there is space again. */
class NitroLogDiskIT {
    private static final String SCRIPT = """
            mount -t tmpfs -o size=128k tmpfs "$root" || exit 77
            mkdir "$root/log"; printf 's30000\\nn0\\n' >"$root/log/config"; mkfifo "$root/fifo"
            seq 100000 109999 >"$in"
            exec 7<>"$root/fifo"
            $logger "$root/log" <"$root/fifo" 2>"$err" 7>&- &
            pid=$!
            cat "$in" "$in" "$in" "$in" >&7 &
            until grep -q 'No space left on device; waiting' "$err"; do sleep 0.05; done
            sleep 1.2
            kill -ALRM $pid
            mount -o remount,size=4m "$root" || exit 77
            wait $!
            exec 7>&-
            wait $pid || exit 1
            [ "$(wc -l <"$err")" = 1 ] || { cat "$err"; exit 2; }
            cat "$root"/log/@* "$root/log/current" | sed 's/^@[0-9a-f]* //' >"$in.out"
            cat "$in" "$in" "$in" "$in" | cmp - "$in.out"
            """;

    /** Half a compressed file that no longer fits would take the space that the logger waits for. */
    private static final String COMPRESSED = """
            mount -t tmpfs -o size=128k tmpfs "$root" || exit 77
            head -c 70000 /dev/urandom >"$root/@4000000037c219bf2ef02e94.s"
            $logger --compress-file "$root/@4000000037c219bf2ef02e94.s" 2>"$err" && exit 1
            grep -q 'not compressed: No space left on device' "$err" || exit 2
            [ "$(ls "$root")" = @4000000037c219bf2ef02e94.s ] || { ls "$root"; exit 3; }
            """;

    @Test
    void theCompressorLeavesNothingOnAFullDisk() throws IOException {
        run(COMPRESSED, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-t"})
    @Spec("tools 4.11")
    void waitsAndLosesNothing(String option) throws IOException {
        run(SCRIPT, option);
    }

    private static void run(String script, String option) throws IOException {
        Assumptions.assumeTrue(
                Files.getAttribute(java.nio.file.Path.of("/proc/self"), "unix:uid")
                        .equals(0),
                "only root may mount");
        try (var place = new LogPlace("")) {
            var root = Files.createDirectory(place.root.resolve("disk"));
            var result = Commands.run(
                    Map.of(
                            "root", root.toString(),
                            "in", place.root.resolve("in").toString(),
                            "err", place.root.resolve("err").toString(),
                            "logger", LogPlace.COMMAND + " " + option),
                    List.of("unshare", "--mount", "sh", "-c", script).toArray(new String[0]));
            Assumptions.assumeTrue(result.exit() != 77, "cannot mount here: " + result.err());
            assertEquals(0, result.exit(), result.out() + result.err());
        }
    }
}
