package nitro.test.screens;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import nitro.test.harness.FileWatch;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Proc;
import nitro.test.harness.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Commands that wait on a terminal, and what may come between: it ends them with the right status, without a stack trace, and
 * with the terminal as it was; and what they wait for in vain costs nothing.
 */
class InterruptionsIT {
    /** What waits, what it shows then, and what it ends with when it is interrupted. */
    enum Command {
        START("nitroctl start lazy", "waiting for lazy", 128),
        STOP("nitroctl stop slow", "waiting for slow", 128),
        RESTART("nitroctl restart slow", "waiting for slow", 128),
        /** Those of what is restarted again and again, which can be seen at once. */
        EVENTS("nitroctl events restless", "DELAY restless", 0),
        FOLLOW("nitroctl logs -f web", "hello", 128);

        final String line;
        final String shows;
        private final int signalled;

        Command(String line, String shows, int signalled) {
            this.line = line;
            this.shows = shows;
            this.signalled = signalled;
        }

        int interruptedBy(int signal) {
            return signalled == 0 ? 0 : signalled + signal;
        }
    }

    private static final int HUP = 1;
    private static final int INT = 2;
    private static final int UNREACHABLE = 4;

    private static Nitro nitro() throws IOException {
        var nitro = Launch.of(
                        service("journal").run("exec " + Nitro.BIN + "/nitro-log main"),
                        service("web").run("echo hello; exec sleep 1000").log("../journal"),
                        service("slow")
                                .run("trap : TERM; echo >&3; while :; do nap; done")
                                .notification(3),
                        sleeper("lazy").readyByCommand().down(),
                        service("restless").run("exit 1"))
                .start();
        nitro.events().await("slow", State.UP);
        var log = nitro.path("journal/main/current");
        FileWatch.await(nitro.services(), () -> log.toFile().length() > 0, () -> "a line in " + log);
        return nitro;
    }

    private static Session waiting(Command command, Nitro nitro) throws IOException {
        var session = new Session(nitro, Kind.SMALL);
        session.type("stty -g >before");
        session.end();
        session.type(command.line);
        session.await(command.shows, screen -> screen.contains(command.shows));
        return session;
    }

    /** It ends so, and leaves the terminal as it was. */
    private static void assertEnds(int status, Session session, Nitro nitro) throws IOException {
        assertEquals(status, session.end());
        String screen = session.terminal().screen();
        assertFalse(screen.contains("waiting for"), screen);
        assertFalse(screen.contains("\tat ") || screen.contains("Exception"), screen);
        session.type("stty -g >after");
        session.end();
        assertEquals(Files.readString(nitro.root("before")), Files.readString(nitro.root("after")));
    }

    @ParameterizedTest
    @EnumSource
    void controlC(Command command) throws IOException {
        try (var nitro = nitro();
                var session = waiting(command, nitro)) {
            session.terminal().press("C-c");
            assertEnds(command.interruptedBy(INT), session, nitro);
            nitro.kill("slow");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherSize(Command command) throws IOException {
        try (var nitro = nitro();
                var session = waiting(command, nitro)) {
            session.terminal().resize(20, 10); // narrower than what it shows
            session.terminal().press("C-c");
            session.terminal().resize(200, 50);
            assertEnds(command.interruptedBy(INT), session, nitro);
            nitro.kill("slow");
        }
    }

    /** Logs are there without it. */
    @ParameterizedTest
    @EnumSource
    void aNitroThatIsKilled(Command command) throws IOException {
        try (var nitro = nitro();
                var session = waiting(command, nitro)) {
            nitro.crash();
            if (command == Command.FOLLOW) {
                session.terminal().press("C-c");
                assertEnds(command.interruptedBy(INT), session, nitro);
            } else {
                session.await("why it ends", screen -> screen.contains("nitroctl: cannot reach nitro: "));
                assertEnds(UNREACHABLE, session, nitro);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNitroThatIsStopped(Command command) throws IOException {
        try (var nitro = nitro();
                var session = waiting(command, nitro)) {
            nitro.signal("STOP");
            nitro.proc().awaitStopped();
            if (command != Command.EVENTS && command != Command.FOLLOW) {
                session.await("that it is silent", screen -> screen.endsWith("nitroctl: nitro does not answer yet"));
            }
            assertIdle(session.child());
            session.terminal().press("C-c");
            assertEnds(command.interruptedBy(INT), session, nitro);
            nitro.signal("CONT");
            nitro.kill("slow");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTerminalThatIsClosed(Command command) throws IOException {
        try (var nitro = nitro();
                var session = new Session(nitro, Kind.SMALL)) {
            session.type("sh -c 'trap : HUP; " + command.line + "; echo $? >status'");
            session.await(command.shows, screen -> screen.contains(command.shows));
            session.terminal().hangUp();
            var status = nitro.root("status").toFile();
            FileWatch.await(nitro.root("."), () -> status.length() > 0, () -> "no status");
            assertEquals(command.interruptedBy(HUP) + "\n", Files.readString(status.toPath()));
            nitro.kill("slow");
        }
    }

    /** As with nohup(1): it may go on, but must not run round in circles because nobody takes what it prints. */
    @ParameterizedTest
    @EnumSource
    void aTerminalThatIsClosedAndNobodyCares(Command command) throws IOException {
        try (var nitro = nitro();
                var session = new Session(nitro, Kind.SMALL)) {
            session.type("sh -c 'trap \"\" HUP; echo $$ >pid; exec " + command.line + "'");
            session.await(command.shows, screen -> screen.contains(command.shows));
            session.terminal().hangUp();
            var process =
                    new Proc(Long.parseLong(Files.readString(nitro.root("pid")).strip()));
            assertIdle(process);
            if (process.alive()) {
                process.kill("TERM");
                process.awaitEnd();
            }
            nitro.kill("slow");
        }
    }

    /**
     * It takes nearly nothing of the processor, at the latest after some looks, when it has done what the moment before left to
     * do: what spins takes all that it can get, for ever.
     */
    private static void assertIdle(Proc process) throws IOException {
        try {
            long share = 100;
            for (int looks = 0; share >= 20 && looks < 10; looks++) {
                long begin = System.nanoTime();
                long used = process.processorTicks();
                Thread.sleep(1500);
                share = 1_000_000_000 * (process.processorTicks() - used) / (System.nanoTime() - begin);
            }
            assertTrue(share < 20, "it takes " + share + " % of a processor");
        } catch (IOException e) {
            assertFalse(process.alive(), () -> process + ": " + e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
