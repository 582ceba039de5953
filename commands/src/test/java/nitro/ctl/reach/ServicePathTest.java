package nitro.ctl.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import nitro.ctl.Scene;
import nitro.posix.FileStatus;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Spec("6.2")
class ServicePathTest {
    private final Scene scene = new Scene();

    ServicePathTest() {
        scene.workingDirectory = "/etc/nitro/sv_b";
        scene.file("/etc/nitro/sv_a", FileStatus.Type.DIRECTORY);
        scene.file("/etc/nitro/sv_b", FileStatus.Type.DIRECTORY);
        scene.file("/etc/nitro", FileStatus.Type.DIRECTORY);
        scene.file("/etc", FileStatus.Type.DIRECTORY);
        scene.file("/", FileStatus.Type.DIRECTORY);
    }

    @ParameterizedTest
    @CsvSource({
        "., sv_b",
        "./, sv_b",
        ".//., sv_b",
        "../sv_a, sv_a",
        "../sv_a/, sv_a",
        "../sv_a/., sv_a",
        "/etc/nitro/sv_a/., sv_a",
        "/etc//nitro/sv_a//, sv_a",
        "/etc/nitro/sv_a/../sv_b, sv_b",
        "/etc/nitro/nowhere/../sv_b, sv_b",
        "../../../../../../etc/nitro/sv_a, sv_a",
        "..,nitro",
        "../..,etc",
        "sv_a, sv_a",
        ".hidden, .hidden",
        "..., ...",
        "a@b, a@b"
    })
    void names(String argument, String name) throws Failure {
        assertEquals(name, ServicePath.name(argument, "", scene));
    }

    @ParameterizedTest
    @ValueSource(strings = {"./sv_a", "../sv_c", "/sv_a", "sv_a/x", "/", "//", "../../..", "/etc/nitro/sv_c/"})
    void nothingThere(String argument) {
        Failure failure = assertThrows(Failure.class, () -> ServicePath.name(argument, "", scene));
        assertEquals(111, failure.status());
        assertEquals(argument + ": no such service", failure.line());
    }

    @Test
    void pwdCountsIfItNamesTheWorkingDirectory() throws Failure {
        scene.files.put("/link/sv_l", scene.files.get("/etc/nitro/sv_b"));
        scene.file("/link/sv_m", FileStatus.Type.DIRECTORY);
        assertEquals("sv_l", ServicePath.name(".", "/link/sv_l", scene));
        assertEquals("sv_m", ServicePath.name("../sv_m", "/link/sv_l", scene));
        assertEquals("sv_b", ServicePath.name(".", "/etc/nitro/sv_a", scene));
        assertEquals("sv_b", ServicePath.name(".", "/gone", scene));
        assertEquals("sv_b", ServicePath.name(".", "link/sv_l", scene));
    }
}
