package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;

class ServicesDirectoryTest {
    private final FakePosix posix = new FakePosix(Chance.calm(), 1);

    @Test
    @Spec({"1.1", "8.13"})
    void theFirstWordThatIsADirectoryCounts() {
        posix.files().directory("/srv/nitro");
        posix.files().directory("/other");
        posix.files().file("/a/file", "");
        assertEquals("/etc/nitro", words());
        assertEquals("/etc/nitro", words("splash", "quiet", "--no-such-option", "-", "nitro"));
        assertEquals("/etc/nitro", words("root=/dev/sda", "/no/such", "/a/file", "srv"));
        assertEquals("/srv/nitro", words("splash", "-x", "/a/file", "/srv/nitro", "/other"));
    }

    @Test
    @Spec("1.1")
    void singleUserModeComesFirst() {
        posix.files().directory("/srv/nitro");
        assertEquals("/etc/nitro.single", words("/srv/nitro", "S"));
        assertEquals("/etc/nitro.single", words("single", "/srv/nitro"));
        assertEquals("/etc/nitro", words("Single", "s", "singles"));
    }

    private String words(String... words) {
        return ServicesDirectory.ofKernel(posix, List.of(words));
    }
}
