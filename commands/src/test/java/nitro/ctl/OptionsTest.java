package nitro.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nitro.posix.fake.Spec;
import nitro.spat.Message.Answer;
import nitro.spat.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Spec({"6.1", "6.4"})
class OptionsTest {
    private final Scene scene = new Scene();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "LIST",
                "shutdown",
                "up",
                "start",
                "pidof",
                "check",
                "term",
                "wait-up",
                "info a",
                "rescan a",
                "Shutdown a",
                "Reboot now",
                "-x",
                "up a -x",
                "--list",
                "-t",
                "up a -t",
                "-t x up a",
                "-t -1 up a",
                "-t 1e3 up a",
                "-t 1.2.3 up a",
                "-t . up a",
                "-t NaN up a",
                "-t 0x10 up a",
                "-t 1x up a",
                "-- -v",
                "-f list",
                "status a -n 5",
                "info --sort name",
                "--root / list",
                "logs",
                "logs --json",
                "list --root /"
            })
    void wrongUsage(String line) {
        Scene.Result result = scene.nitroctl(line.split(" "));
        assertEquals(2, result.status());
        assertEquals("", result.out());
        assertTrue(result.err().matches("nitroctl: [^\n]+\n"), result.err());
        assertEquals(List.of(), scene.bound);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t 5 up a",
                "up -t 5 a",
                "up a -t 5",
                "up a -t5",
                "-vt5 up a",
                "-v up a",
                "up a -v",
                "-t 1 -t 5 up a",
                "-t 5 -- up a",
                "up -- a"
            })
    void optionsAnywhere(String line) {
        scene.nitro.on(new Request.Up("a"), scene.nitro.says(Answer.OK));
        assertEquals(new Scene.Result(0, "", ""), scene.nitroctl(line.split(" ")));
        assertEquals(List.of(new Request.Up("a")), scene.nitro.received);
    }

    @Test
    void namesThatLookLikeOptionsOrFiles() {
        for (String name : List.of("-v", "--help", "-t5", "@file", "'a'", "a=b", "${a}", "\"", "", " ", "\u00e9")) {
            scene.nitro.received.clear();
            scene.nitroctl("up", "--", name);
            assertEquals(new Request.Up(name), scene.nitro.received.getFirst());
        }
        scene.nitro.received.clear();
        scene.nitroctl("-v", "up", "@passwd");
        assertEquals(new Request.Up("@passwd"), scene.nitro.received.getFirst());
    }

    @Test
    @Spec("6.14")
    void aCommandThatIsMeant() {
        assertEquals(
                "nitroctl: lits: no such command; did you mean list?\n",
                scene.nitroctl("lits").err());
        assertEquals(
                "nitroctl: Restart: no such command; did you mean restart?\n",
                scene.nitroctl("Restart", "a").err());
        assertEquals(
                "nitroctl: nonsense: no such command; see nitroctl --help\n",
                scene.nitroctl("nonsense").err());
    }

    @Test
    void help() {
        Scene.Result result = scene.nitroctl("--help");
        assertEquals(0, result.status());
        assertTrue(
                result.out().startsWith("Usage: nitroctl [-t SECONDS] [-v] [COMMAND [SERVICE ...]]\n"), result.out());
        assertTrue(result.out().lines().allMatch(line -> line.length() <= 80));
        for (String command : "list info rescan start wait-up pidof events Shutdown Reboot".split(" ")) {
            assertTrue(result.out().contains(command), command);
        }
        assertEquals(List.of(), scene.bound);
    }
}
