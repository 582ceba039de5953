package nitro.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;

@Spec("dinit 9.4")
class CommandLineTest {
    private static final String KERNEL = "a) b";

    @Test
    void theNameIsTheLastPartOfTheFirstWord() {
        assertEquals(new CommandLine("sleep", "/bin/sleep 1 x"), CommandLine.of("/bin/sleep\0001 x\0", KERNEL));
        assertEquals(new CommandLine("sleep", "sleep"), CommandLine.of("sleep\0", KERNEL));
        assertEquals(
                new CommandLine("nginx:", "nginx: master process"),
                CommandLine.of("nginx: master process\0\0\0", KERNEL));
    }

    @Test
    void theKernelsNameStandsInForIt() {
        assertEquals(new CommandLine("a) b", ""), CommandLine.of("", KERNEL));
        assertEquals(new CommandLine("a) b", "/bin/"), CommandLine.of("/bin/\0", KERNEL));
        assertEquals(new CommandLine("unknown", ""), CommandLine.of("", ""));
    }

    @Test
    void flagsOfDescriptors() {
        assertEquals(02100001, OpenFiles.flags("pos:\t0\nflags:\t02100001\nmnt_id:\t15\n"));
        assertEquals(0, OpenFiles.flags("pos:\t0\n"));
    }
}
