package nitro.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Invocation;
import nitro.posix.Self;
import nitro.posix.fake.FakePosix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code nitro --install DIR}, and by what name the binary knows which command it is. */
class InstallTest {
    private static final String BINARY = "/opt/nitro";

    private final FakePosix posix = new FakePosix();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void thereIsABinary() throws ErrnoException {
        posix.mkdir("/opt", 0755);
        posix.close(posix.open(BINARY, Files.WRITE | Files.CREATE, 0755));
        posix.mkdir("/bin", 0755);
    }

    private int install(String... args) {
        PrintStream printed = new PrintStream(err, true, StandardCharsets.ISO_8859_1);
        return Install.run(
                new Invocation("nitro", List.of(args), List.of(), new Self(BINARY, List.of()), printed, printed),
                posix);
    }

    @Test
    void makesALinkForEachName() throws ErrnoException {
        assertEquals(0, install("nitro", "--install", "/bin"), err.toString(StandardCharsets.UTF_8));
        List<String> names = posix.list("/bin");
        for (String name : names) {
            assertEquals(BINARY, posix.readlink("/bin/" + name));
        }
        assertTrue(names.containsAll(List.of("nitro", "nitroctl", "dinit", "chpst")), names.toString());
        assertFalse(names.contains("init"), "of a machine's init");
        assertFalse(names.contains("sv"), "a look-alike");
    }

    @Test
    void makesFurtherLinksOnDemand() throws ErrnoException {
        assertEquals(0, install("--install", "/bin", "--init"), err.toString(StandardCharsets.UTF_8));
        List<String> withInit = posix.list("/bin");
        assertTrue(withInit.containsAll(List.of("init", "halt", "poweroff", "reboot")), withInit.toString());
        assertFalse(withInit.contains("sv"));
        assertEquals(0, install("--install", "/bin", "--all"), err.toString(StandardCharsets.UTF_8));
        assertTrue(posix.list("/bin").containsAll(Table.names()));
    }

    @Test
    void linksBesideTheBinaryCanBeMovedWithIt() throws ErrnoException {
        assertEquals(0, install("--install", "/opt"));
        assertEquals("nitro", posix.readlink("/opt/nitroctl"));
        assertEquals(0, install("--install", "/opt"));
    }

    @Test
    void leavesAloneWhatIsThere() throws ErrnoException {
        posix.close(posix.open("/bin/init", Files.WRITE | Files.CREATE, 0755));
        assertEquals(111, install("--install", "/bin", "--init"));
        assertEquals("nitro: /bin/init: File exists\n", err.toString(StandardCharsets.UTF_8));
        assertEquals(BINARY, posix.readlink("/bin/nitroctl"));
    }

    @Test
    void putsCompletionsWhereShellsLook() throws ErrnoException {
        assertEquals(0, install("--install", "/bin", "--completions", "/share"), err.toString(StandardCharsets.UTF_8));
        for (String file : List.of(
                "bash-completion/completions/nitro",
                "zsh/site-functions/_nitro",
                "fish/vendor_completions.d/nitro.fish")) {
            assertTrue(posix.stat("/share/" + file).size() > 1000, file);
        }
        assertEquals("nitro", posix.readlink("/share/bash-completion/completions/chpst"));
        assertEquals("nitro.fish", posix.readlink("/share/fish/vendor_completions.d/chpst.fish"));
        assertEquals(0, install("--install", "/bin", "--completions", "/share"), "twice is as good as once");
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void putsManualsIntoTheirSections() throws ErrnoException {
        assertEquals(0, install("--install", "/bin", "--man", "/share/man"), err.toString(StandardCharsets.UTF_8));
        for (Manual manual : Manual.ALL) {
            String path = "/share/man/man" + manual.section() + "/" + manual.file();
            assertTrue(posix.stat(path).size() > 500, path);
        }
        assertEquals("halt.8", posix.readlink("/share/man/man8/reboot.8"));
        List<String> described = Manual.ALL.stream().flatMap(Manual::names).toList();
        for (String name : Table.names()) {
            assertTrue(described.contains(name), name + " has no manual");
        }
    }

    @Test
    void leavesAloneCompletionsOfOthers() throws ErrnoException {
        posix.mkdir("/share", 0755);
        posix.mkdir("/share/zsh", 0755);
        posix.mkdir("/share/zsh/site-functions", 0755);
        posix.close(posix.open("/share/zsh/site-functions/_nitro", Files.WRITE | Files.CREATE, 0644));
        assertEquals(111, install("--install", "/bin", "--completions", "/share"));
        assertEquals("nitro: /share/zsh/site-functions/_nitro: File exists\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void wantsOneDirectory() {
        assertEquals(2, install("nitro", "--install", "/bin", "--completions"));
        assertEquals(2, install("nitro", "--install", "/bin", "--pages", "/share"));
        assertEquals(2, install("nitro", "--install"));
        assertEquals(2, install("nitro", "--install", "/bin", "/opt"));
        assertEquals(2, install("nitro", "--install", "--init"));
    }

    @Test
    void isAskedForUnderAnyNameOfTheBinary() {
        assertTrue(Install.isAskedFor(List.of("nitro", "--install", "/bin")));
        assertTrue(Install.isAskedFor(List.of("--install", "/bin")));
        assertFalse(Install.isAskedFor(List.of("nitroctl", "--install", "/bin")));
        assertFalse(Install.isAskedFor(List.of("nitro")));
        assertFalse(Install.isAskedFor(List.of()));
    }

    @Test
    void argumentZeroNamesTheCommandElseTheNextDoes() {
        assertEquals(
                List.of("nitroctl", "list"), ImageMain.commandAndArguments(List.of("/sbin/nitroctl", "list"), false));
        assertEquals(List.of("nitroctl", "list"), ImageMain.commandAndArguments(List.of("nitroctl", "list"), false));
        assertEquals(
                List.of("nitroctl", "list"),
                ImageMain.commandAndArguments(List.of("./foo", "nitroctl", "list"), false));
        assertEquals(List.of("nitro", "nitroctl"), ImageMain.commandAndArguments(List.of("nitro", "nitroctl"), false));
        assertEquals(List.of(), ImageMain.commandAndArguments(List.of("foo"), false));
    }

    @Test
    void pidOneIsAnInitUnderAnyName() {
        assertEquals(List.of("init"), ImageMain.commandAndArguments(List.of("/linuxrc"), true));
        assertEquals(
                List.of("init", "splash", "-x"), ImageMain.commandAndArguments(List.of("a", "splash", "-x"), true));
        assertEquals(
                List.of("nitroctl", "list"), ImageMain.commandAndArguments(List.of("a", "nitroctl", "list"), true));
        assertEquals(List.of("nitro", "S"), ImageMain.commandAndArguments(List.of("/sbin/nitro", "S"), true));
    }
}
