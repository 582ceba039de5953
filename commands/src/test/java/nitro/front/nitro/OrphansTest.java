package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.Signal;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.Program;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a shutdown does about processes that services left behind, in virtual time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrphansTest {
    private static final int TERM = 15;
    private static final int STOP_AT = 5000;

    private final Life life = new Life();
    private final List<FakeProcess> orphans = new ArrayList<>();
    private final List<String> signalled = new ArrayList<>();

    /** A service that logs, and has had a child that left it. */
    @BeforeEach
    void aServiceWithALogger() {
        life.posix.showChildren();
        life.script("a/run", self -> {
            leave(self, Program.idle());
        });
        life.posix.files().link("../l", Life.SERVICES + "/a/log");
        life.script(
                "l/run",
                self -> self.reads(0, new FakeProcess.Reader() {
                    @Override
                    public void data(String bytes) {}

                    @Override
                    public void end() {
                        self.exit(0);
                    }
                }));
    }

    /** Has a child of it have a child that becomes an orphan, once. */
    private void leave(FakeProcess self, Program orphan) {
        if (orphans.isEmpty()) {
            self.fork(between -> {
                orphans.add(between.fork(orphan));
                between.exit(0);
            });
        }
    }

    private long run() {
        life.signalAt(STOP_AT, Signal.TERM);
        long begin = life.posix.now();
        int status = life.run(new Tap.Listener() {
            @Override
            public void after(String call, List<Object> arguments, @Nullable Object result) {
                if (call.equals("kill")) {
                    signalled.add(arguments.get(0) + " " + arguments.get(1));
                }
            }
        });
        assertEquals(0, status, life.said());
        return life.posix.now() - begin - STOP_AT;
    }

    private static String term(FakeProcess process) {
        return process.pid() + " " + TERM;
    }

    @Test
    @Spec("4.12")
    void oneThatHoldsALogPipeIsToldToEnd() {
        assertTrue(run() < 1000, life.said());
        FakeProcess orphan = orphans.getFirst();
        assertFalse(orphan.isAlive());
        life.assertSaid("waiting for processes that services left: unknown (pid " + orphan.pid() + ")");
        assertTrue(signalled.containsAll(List.of(term(orphan), orphan.pid() + " 18")), signalled.toString());
    }

    @Test
    @Spec("4.12")
    void whatItLeavesIsToldToo() {
        List<FakeProcess> left = new ArrayList<>();
        life.script("a/run", self -> leave(self, own -> left.add(own.fork(Program.idle()))));
        assertTrue(run() < 1000, life.said());
        assertTrue(signalled.contains(term(left.getFirst())), signalled.toString());
    }

    @Test
    @Spec("4.12")
    void oneThatDoesNotEndHoldsUpTheLoggerForItsTime() {
        life.script(
                "a/run",
                self -> leave(self, new Program() {
                    @Override
                    public void start(FakeProcess orphan) {}

                    @Override
                    public boolean signal(FakeProcess orphan, int signal) {
                        return true;
                    }
                }));
        long took = run();
        assertTrue(took >= 7000 && took < 8000, took + " ms");
        assertEquals(
                1, signalled.stream().filter(term(orphans.getFirst())::equals).count());
    }

    /** Nobody waits for its logger: so it lives on, as in 0.8. */
    @Test
    @Spec("4.12")
    void withoutALoggerItIsLeftAlone() {
        life.posix.files().remove(Life.SERVICES + "/a/log");
        run();
        assertTrue(orphans.getFirst().isAlive());
    }

    @Test
    @Spec("4.12")
    void whileAServiceEndsItIsLeftAlone() {
        life.script("b/run", new Program() {
            @Override
            public void start(FakeProcess self) {}

            @Override
            public boolean signal(FakeProcess self, int signal) {
                self.after(3000, () -> self.exit(0));
                return true;
            }
        });
        life.at(STOP_AT + 2900, () -> assertTrue(orphans.getFirst().isAlive()));
        assertTrue(run() < 4000);
        assertFalse(orphans.getFirst().isAlive());
    }

    /** Where /proc is that of other processes, its numbers are theirs. */
    @Test
    @Spec("4.12")
    void whereProcIsNotOursNobodyIsSignalled() {
        life.posix.files().remove("/proc/self");
        life.posix.files().link("1234", "/proc/self");
        assertTrue(run() >= 7000);
        assertFalse(signalled.contains(term(orphans.getFirst())));
    }
}
