package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nitro.posix.Errno;
import nitro.posix.Signal;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.Program;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * There is no memory at one moment of a life, each moment in turn: no event is lost, no process is forgotten and none is
 * started twice, and the shutdown goes on.
 */
class LackOfMemoryTest {
    /** Calls that allocate nothing, or that the loop makes between two handlers. */
    private static final Set<String> WITHOUT_MEMORY =
            Set.of("close", "getpid", "number", "mayExit", "poll", "epollWait");

    /** A life that meets whatever there is: setup, readiness, a logger, deaths, orders, a rescan, a restart, an orphan, SYS. */
    private static final class Story {
        private final Life life = new Life();
        private final List<String> running = new ArrayList<>();
        private int calls;
        private boolean serves;

        /** @param broken the call for which there is no memory, counted from when nitro serves; -1 for none */
        Story(int broken) {
            life.posix.showChildren();
            life.script("SYS/setup", Program.exits(0, 1));
            life.script("SYS/finish", Program.exits(0, 1));
            life.service("log");
            life.service("a");
            life.script("a/setup", Program.exits(0, 1));
            life.script("a/finish", Program.exits(0, 1));
            life.posix.files().link("../log", Life.SERVICES + "/a/log");
            life.service("b");
            life.file("b/down-group", "");
            life.file("b/notification-fd", "3");
            life.at(3000, () -> kill("b"));
            life.askAt(4000, new Request.Restart("a"));
            life.at(5000, () -> life.script("new/run", self -> self.fork(Story::leaveOrphan)));
            life.askAt(5001, new Request.Rescan());
            life.askAt(6000, new Request.Down("b"));
            life.at(9000, this::look);
            life.signalAt(10_000, Signal.TERM);
            life.run(new Tap.Listener() {
                @Override
                public @Nullable Errno before(String call, List<Object> arguments) {
                    serves |= life.said().contains("booting");
                    boolean over = life.said().contains(" done.\n");
                    if (serves && !over && !WITHOUT_MEMORY.contains(call) && calls++ == broken) {
                        throw new OutOfMemoryError("call " + broken + ", " + call);
                    }
                    return null;
                }
            });
        }

        private static void leaveOrphan(FakeProcess self) {
            self.fork(Program.idle());
            self.exit(0);
        }

        private void kill(String service) {
            Inside.Look look = life.inside.get(service);
            FakeProcess process = look == null ? null : life.posix.processes().get(look.pid());
            if (process != null) {
                life.posix.processes().kill(process, Signal.KILL);
            }
        }

        private long alive() {
            return life.posix.processes().list().stream()
                    .filter(FakeProcess::isAlive)
                    .count();
        }

        private void look() {
            for (String name : List.of("a", "b", "log", "new")) {
                Inside.Look service = life.inside.get(name);
                running.add(name + " " + (service == null ? "unknown" : service.phase()));
            }
            running.add(life.posix.processes().ours().size() + " processes");
            running.add(life.posix.openDescriptors().size() + " descriptors");
        }
    }

    @Test
    @Spec("engine 8.4")
    void aMomentWithoutMemoryLosesNothing() {
        Story without = new Story(-1);
        assertEquals(
                List.of("a UP", "b DOWN", "log UP", "new UP", "4 processes"),
                without.running.subList(0, 5),
                without.life.said());
        assertTrue(without.calls > 200, "moments: " + without.calls);
        for (int i = 0; i < without.calls; i++) {
            Story story = new Story(i);
            String said = story.life.said();
            assertTrue(said.contains("OutOfMemoryError: call " + i + ","), said);
            assertEquals(without.running, story.running, said);
            assertEquals(without.alive(), story.alive(), said);
            assertTrue(said.contains("done.\n") && said.endsWith("finished\n"), said);
        }
    }
}
