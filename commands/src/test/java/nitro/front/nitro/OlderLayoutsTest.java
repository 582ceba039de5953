package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.Signal;
import nitro.posix.fake.Program;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Layouts of runit and of nitro's first months. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OlderLayoutsTest {
    private final Life life = new Life();

    /** The paths of all calls that have one, in their order. */
    private final List<String> paths = new ArrayList<>();

    private void run() {
        life.signalAt(20_000, Signal.TERM);
        int status = life.run(new Tap.Listener() {
            @Override
            public @Nullable Errno before(String name, List<Object> arguments) {
                if (!arguments.isEmpty() && arguments.getFirst() instanceof String path) {
                    paths.add(name + " " + path);
                }
                return null;
            }
        });
        assertEquals(0, status, life.said());
    }

    private String logger(String service) {
        Inside.Look look = life.inside.get(service);
        return look == null ? "not loaded" : look.logger();
    }

    @Test
    @Spec("9.10")
    void aDirectoryWithRunIsALoggerOfItsOwn() {
        life.service("web");
        life.service("web/log");
        life.expectAt(5000, "web", "UP");
        life.expectAt(5000, "web.log", "UP");
        life.at(5000, () -> assertEquals("web.log", logger("web")));
        run();
        assertEquals(
                List.of("- nitro: booting", "- nitro: shutting down"),
                life.said().lines().limit(2).toList());
    }

    @Test
    @Spec("9.10")
    void theLoggerOfAnInstanceIsOfTheTemplate() {
        life.service("web@");
        life.service("web@/log");
        life.askAt(1000, new Request.Up("web@a"));
        life.askAt(1000, new Request.Up("web@b"));
        life.expectAt(5000, "web@a", "UP");
        life.expectAt(5000, "web@a.log", "UP");
        life.expectAt(5000, "web@b.log", "UP");
        life.at(5000, () -> assertEquals("web@a.log", logger("web@a")));
        run();
    }

    @Test
    @Spec("9.10")
    void theLoggerGoesWhenItsServiceGoes() {
        life.service("web");
        life.service("web/log");
        life.expectAt(5000, "web.log", "UP");
        life.at(5000, () -> life.posix.files().remove(Life.SERVICES + "/web"));
        life.signalAt(5000, Signal.HUP);
        life.expectAt(9000, "web", null);
        life.expectAt(9000, "web.log", null);
        run();
    }

    @Test
    @Spec("9.10")
    void theLoggerStaysThroughRescans() {
        life.service("web");
        life.service("web/log");
        life.signalAt(5000, Signal.HUP);
        life.askAt(6000, new Request.Down("web"));
        life.signalAt(7000, Signal.HUP);
        life.expectAt(8000, "web", "DOWN");
        life.expectAt(8000, "web.log", "UP");
        run();
    }

    @Test
    @Spec("9.10")
    void aLoggerWhoseDirectoryIsTakenAwayIsReplaced() {
        life.service("web");
        life.service("web/log");
        life.service("other");
        life.at(5000, () -> {
            life.posix.files().remove(Life.SERVICES + "/web/log");
            life.posix.files().link("../other", Life.SERVICES + "/web/log");
        });
        life.signalAt(5000, Signal.HUP);
        life.askAt(6000, new Request.Restart("web"));
        life.expectAt(15_000, "web.log", null);
        life.at(15_000, () -> assertEquals("other", logger("web")));
        run();
    }

    @Test
    @Spec("9.10")
    void aServiceOfThatNameComesFirst() {
        life.service("web");
        life.service("web/log");
        life.service("web.log");
        life.expectAt(5000, "web", "UP");
        life.expectAt(5000, "web.log", "UP");
        life.at(5000, () -> assertEquals("", logger("web")));
        run();
        life.assertSaid("web/log: no other service can be called web.log, ignored");
    }

    @Test
    @Spec("9.10")
    void aNameThatIsTooLongIsNone() {
        String name = "n".repeat(60);
        life.service(name);
        life.service(name + "/log");
        life.expectAt(5000, name, "UP");
        run();
        life.assertSaid(name + "/log: no other service can be called " + name + ".log, ignored");
    }

    @Test
    @Spec("9.10")
    void aDirectoryWithoutRunCountsForNothing() {
        life.service("web");
        life.file("web/log/config", "");
        life.expectAt(5000, "web", "UP");
        run();
        life.assertSaid("web/log: not a symlink, ignored");
    }

    @Test
    @Spec("9.10")
    void rcBootIsTheOldSys() {
        life.script("rc.boot/setup", Program.exits(0, 1000));
        life.service("web");
        life.expectAt(500, "web", null);
        life.expectAt(5000, "web", "UP");
        life.expectAt(5000, "rc.boot", null);
        life.askAt(6000, new Request.Up("rc.boot"));
        life.expectAt(7000, "rc.boot", null);
        run();
        assertTrue(life.said().contains("no such service: rc.boot"), life.said());
    }

    @Test
    @Spec("9.10")
    void rcBootIsAServiceBesideSys() {
        life.script("SYS/setup", Program.exits(0, 10));
        life.script("rc.boot/setup", Program.exits(0, 10));
        life.expectAt(5000, "rc.boot", "ONESHOT");
        run();
    }

    @Test
    @Spec("9.10")
    void aServiceWithoutTheseCostsNothing() {
        life.service("web");
        life.signalAt(5000, Signal.HUP);
        life.askAt(8000, new Request.Restart("web"));
        run();
        assertEquals(
                List.of(),
                paths.stream()
                        .filter(call -> call.contains("log/") || call.contains(".log"))
                        .toList());
        assertEquals(1, paths.stream().filter(call -> call.contains("rc.boot")).count(), "once, at the boot");
    }
}
