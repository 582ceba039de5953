package nitro.test.screens;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nitro.test.harness.Commands;
import nitro.test.harness.FileWatch;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What nitroctl and nitro-check show on terminals of several kinds, kept as text in {@code src/test/resources/screens}: a file
 * for each kind, to be read from the beginning to the end. {@code -Dnitro.screens=write} writes them anew.
 */
class ScreensIT {
    private static final Path KEPT = Path.of("src/test/resources/screens");

    private static Nitro nitro() throws IOException {
        var nitro = Launch.of(
                        service("web").run("""
                                        echo listening on port 8080
                                        trap 'echo configuration read again' HUP
                                        echo >&3
                                        while :; do nap; done""").notification(3).log("../journal"),
                        service("journal").run("exec " + Nitro.BIN + "/nitro-log -t main"),
                        sleeper("mail").log("../journal"),
                        sleeper("cache").down().log("../none").script("finsh", ""),
                        service("prepare").setup("exit 0"),
                        service("broken").setup("exit 111").run(SLEEP),
                        service("slow")
                                .run("trap : TERM; echo >&3; while :; do nap; done")
                                .notification(3),
                        sleeper("lazy").readyByCommand().down(),
                        sleeper("a-name-of-forty-bytes-that-needs-a-space").down(),
                        sleeper("job@"),
                        service("job@nightly").down())
                .prepare(root -> Commands.system("sh", "-c", """
                        cd "$0/sv"; name=$(printf 'caf\\303\\251'); mkdir "$name"; ln -s /bin/cat "$name/run"; touch "$name/down"
                        """, root.toString()))
                .start();
        nitro.events().await("web", State.UP);
        nitro.kill("web");
        nitro.events().await("web", State.DOWN, State.UP);
        nitro.events().await("mail", State.UP);
        nitro.events().await("journal", State.UP);
        nitro.events().await("slow", State.UP);
        nitro.events().await("prepare", State.ONESHOT);
        nitro.events().await("broken", State.FATAL);
        var log = nitro.path("journal/main/current");
        FileWatch.await(
                nitro.services(),
                () -> log.toFile().length() == 2L * (26 + "listening on port 8080\n".length()),
                () -> "lines in " + log);
        return nitro;
    }

    @ParameterizedTest
    @EnumSource
    void areAsTheyWere(Kind kind) throws IOException {
        var screens = new StringBuilder();
        try (var nitro = nitro();
                var session = new Session(nitro, kind)) {
            var visit = new Visit(nitro, session, kind, screens);
            visit.look();
            if (kind != Kind.COLOURS) {
                visit.follow();
                visit.progress();
            }
            visit.errors();
            nitro.kill("slow");
        }
        Path file = KEPT.resolve(kind + ".txt");
        if (System.getProperty("nitro.screens", "").equals("write")) {
            Files.writeString(file, screens);
        }
        assertEquals(Files.readString(file), screens.toString());
    }
}
