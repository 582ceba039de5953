package nitro.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import nitro.posix.Self;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;

/** What the process was called with is taken byte by byte. */
class OriginTest {
    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void stringsEndWithNul() {
        assertEquals(List.of("a", "", "b\n"), Origin.strings(bytes("a\0\0b\n\0")));
        assertEquals(List.of("a", "cut"), Origin.strings(bytes("a\0cut")));
        assertEquals(List.of(), Origin.strings(new byte[0]));
    }

    @Test
    @Spec({"1.2", "tools 7.2"})
    void argumentsAreTheLastOfTheCommandLine() {
        List<String> line = List.of("java", "-jar", "nitro.jar", "nitroctl", "up", "\u00c3\u00a4");
        String[] asJavaHasThem = {"nitroctl", "up", "??"};
        assertEquals(List.of("nitroctl", "up", "\u00c3\u00a4"), Origin.arguments(line, asJavaHasThem));
    }

    @Test
    void argumentsAreJavasWhenTheCommandLineHasOthers() {
        String[] args = {"nitroctl", "list"};
        assertEquals(List.of(args), Origin.arguments(List.of(), args));
        assertEquals(List.of(args), Origin.arguments(List.of("java", "-Xint", "@options"), args));
    }

    @Test
    @Spec("7.6")
    void theEnvironmentIsWhatTheLauncherWasGiven() {
        byte[] given = bytes("A=1\0not-for-a-shell=\u00ff\n2\0");
        String encoded = Base64.getMimeEncoder().encodeToString(given);
        List<String> now = List.of("PWD=/", "A=1", "NITRO_ENVIRON=" + encoded);
        assertEquals(List.of("A=1", "not-for-a-shell=\u00ff\n2"), Origin.environment(now));
    }

    @Test
    void withoutLauncherTheEnvironmentStays() {
        assertEquals(List.of("PWD=/", "A=1"), Origin.environment(List.of("PWD=/", "A=1")));
    }

    @Test
    void theLauncherRunsItAgain() {
        List<String> line = List.of("java", "-Dnitro.launcher=/d/lib/launcher", "-jar", "/d/lib/nitro.jar", "nitro");
        Self self = Origin.self(line);
        assertEquals("/d/lib/launcher", self.path());
        assertEquals(List.of("launcher", "nitro", "/etc/nitro"), self.argv("nitro", List.of("/etc/nitro")));
    }
}
