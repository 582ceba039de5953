package nitro.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nitro.posix.WindowSize;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Service;
import nitro.spat.Message.Services;
import nitro.spat.Message.Status;
import nitro.spat.Message.Templates;
import nitro.spat.Request;
import nitro.spat.State;
import org.junit.jupiter.api.Test;

/** nitroctl tree: chains, circles and templates. */
class LogTreeTest {
    private static final Status UP = new Status(State.UP, 1, 0, 0);

    private final Scene scene = new Scene();
    private final ScriptedNitro nitro = scene.nitro;

    /** Pairs of a service and its logger. */
    private void services(String... pairs) {
        List<Service> all = List.of(pairs).stream()
                .map(pair -> new Service(pair.split(">", -1)[0], UP))
                .toList();
        nitro.on(new Request.ListAfter(""), nitro.says(new Services(all, true)));
        for (String pair : pairs) {
            String[] names = pair.split(">", -1);
            nitro.on(
                    new Request.Detail(names[0]),
                    nitro.says(new Detail(new Service(names[0], UP), names[1], 0, -1, "", false)));
        }
    }

    @Test
    void eachBelowItsLogger() {
        services("LOG>", "a>keep", "b>keep", "c>b", "keep>LOG");
        nitro.on(new Request.TemplatesAfter(""), nitro.says(new Templates(List.of("x@", "y@"), true)));
        assertEquals("""
                nitro's standard output
                `- LOG (UP)
                   `- keep (UP)
                      |- a (UP)
                      `- b (UP)
                         `- c (UP)
                x@: no instance
                y@: no instance
                """, scene.nitroctl("tree").out());
    }

    @Test
    void onATerminalStatesHaveSigns() {
        services("keep>", "a>keep", "\033[31m>keep");
        scene.terminal = new WindowSize(24, 80);
        assertEquals("""
                nitro's standard output
                `- + keep (UP)
                   |- + \\x1b[31m (UP)
                   `- + a (UP)
                """, scene.nitroctl("tree").out());
        scene.environment.add("TERM=xterm");
        assertEquals(
                "`- \033[32m+\033[0m keep (\033[32mUP\033[0m)",
                scene.nitroctl("tree").out().lines().toList().get(1));
    }

    @Test
    void circlesEnd() {
        services("a>b", "b>a", "c>a", "t@1>", "t@2>");
        nitro.on(new Request.TemplatesAfter(""), nitro.says(new Templates(List.of("t@"), true)));
        assertEquals("""
                nitro's standard output
                |- t@1 (UP)
                `- t@2 (UP)
                log loop
                `- a (UP)
                   |- b (UP)
                   |  `- a (UP) again
                   `- c (UP)
                t@: t@1 t@2
                """, scene.nitroctl("tree").out());
    }
}
