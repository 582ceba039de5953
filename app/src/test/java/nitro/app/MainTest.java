package nitro.app;

import static com.github.stefanbirkner.systemlambda.SystemLambda.tapSystemErr;
import static com.github.stefanbirkner.systemlambda.SystemLambda.tapSystemOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import nitro.posix.Platform;
import nitro.posix.Self;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.OnlyPosix;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;

/** The first argument names the command; without one, or with a wrong one, all are listed. */
class MainTest {
    private static final Platform PLATFORM = new OnlyPosix(new FakePosix());

    private static int run(String... args) {
        Origin origin = new Origin(List.of(args), List.of(), new Self("/bin/nitro", List.of()));
        return Main.run(origin, PLATFORM, System.out, System.err);
    }

    private static void listsAll(String printed) {
        for (String name : Table.names()) {
            assertTrue(printed.contains("  " + name + " "), name);
        }
    }

    @Test
    void withoutANameItListsThemAsAnError() throws Exception {
        listsAll(tapSystemErr(() -> assertEquals("", tapSystemOut(() -> assertEquals(2, run())))));
    }

    @Test
    @Spec("tools 7.5")
    void withAWrongNameItSaysSoAndListsThem() throws Exception {
        String said = tapSystemErr(() -> assertEquals("", tapSystemOut(() -> assertEquals(2, run("wrong", "list")))));
        assertTrue(said.startsWith("nitro: wrong: no such command\n"), said);
        listsAll(said);
    }

    @Test
    void askedForHelpItListsThem() throws Exception {
        listsAll(tapSystemOut(() -> assertEquals("", tapSystemErr(() -> assertEquals(0, run("--help"))))));
    }

    @Test
    void tellsItsVersion() throws Exception {
        assertEquals("nitro " + Table.version() + "\n", tapSystemOut(() -> assertEquals(0, run("--version"))));
        assertTrue(Table.version().matches("[0-9].*"), Table.version());
    }

    @Test
    @Spec("tools 7.1")
    void everyNameHasACommandThatTellsItsVersion() throws Exception {
        for (String name : Table.names()) {
            assertNotNull(Table.command(name), name);
            assertEquals(
                    name + " " + Table.version() + "\n", tapSystemOut(() -> assertEquals(0, run(name, "--version"))));
        }
    }

    @Test
    void whatCannotBeWrittenIsAnError() throws Exception {
        assertEquals("nitro: standard output: No space left on device\n", sayOnFailing("No space left on device", 111));
    }

    @Test
    void aReaderThatWentAwayIsNoneToComplainTo() throws Exception {
        assertEquals("", sayOnFailing("Broken pipe", 141));
    }

    private static String sayOnFailing(String reason, int status) throws Exception {
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
        Origin origin = new Origin(List.of("--help"), List.of(), new Self("/bin/nitro", List.of()));
        return tapSystemErr(() -> assertEquals(status, Main.run(origin, PLATFORM, failing, System.err)));
    }
}
