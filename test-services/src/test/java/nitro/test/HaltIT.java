package nitro.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What halt and its kin do without nitro (spec 6.6): in namespaces, so that it is not this machine that ends. */
@ExtendWith(Namespaces.class)
class HaltIT {
    /** Shell as process 1 of namespaces, with an empty /var/log and /run; {@code $B} is the directory of the commands. */
    private static Commands.Result inside(Path directory, String script) throws IOException {
        return Commands.run(
                Map.of("B", Nitro.BIN.toString(), "D", directory.toString(), "NITRO_SOCK", "/no/such/socket"),
                Commands.inNamespaces("sh", "-c", """
                        [ $$ = 1 ] || exit 99
                        mount -t tmpfs tmpfs /var/log && mount -t tmpfs tmpfs /run || exit 98
                        """ + script));
    }

    @ParameterizedTest
    @CsvSource({"reboot, 129", "halt, 130", "poweroff, 130"}) // the kernel tells a container's parent by a signal
    @Spec("6.6")
    void fEndsTheSystemAtOnce(String command, int exit, @TempDir Path directory) throws IOException {
        var result = inside(directory, "\"$B/" + command + "\" -f; exec sleep 1000");
        assertEquals(exit, result.exit(), result.err());
    }

    @ParameterizedTest
    @CsvSource({"halt -w, 1, shutdown, ~~", "poweroff -w, 1, shutdown, ~~", "halt -B, 2, reboot, ~"})
    @Spec("6.6")
    void aRecordIsAppended(String command, int type, String user, String line, @TempDir Path directory)
            throws IOException {
        var result = inside(directory, """
                printf before >/var/log/wtmp; : >/run/utmp
                "$B/%s" %s || exit
                cp /var/log/wtmp "$D/wtmp"; cp /run/utmp "$D/utmp"
                """.formatted((Object[]) command.split(" ", -1)));
        assertEquals(0, result.exit(), result.err());
        var bytes = Files.readAllBytes(directory.resolve("wtmp"));
        assertEquals("before", text(bytes, 0, 6));
        record(Arrays.copyOfRange(bytes, 6, bytes.length), type, user, line);
        var utmp = Files.readAllBytes(directory.resolve("utmp"));
        if (type == 2) {
            record(utmp, type, user, line);
        } else {
            assertEquals(0, utmp.length);
        }
    }

    /** A record of login accounting, as utmp(5) has it on 64-bit Linux. */
    private static void record(byte[] bytes, int type, String user, String line) throws IOException {
        assertEquals(384, bytes.length);
        var fields = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        assertEquals(type, fields.getShort(0));
        assertEquals(line, text(bytes, 8, 32));
        assertEquals("~~", text(bytes, 40, 4));
        assertEquals(user, text(bytes, 44, 32));
        assertEquals(Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(), text(bytes, 76, 256));
        long seconds = Integer.toUnsignedLong(fields.getInt(340));
        assertTrue(Math.abs(System.currentTimeMillis() / 1000 - seconds) < 60, seconds + " s");
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1).replaceFirst("\0.*", "");
    }

    @Test
    @Spec("6.6")
    void noFileIsMadeForARecord(@TempDir Path directory) throws IOException {
        var result = inside(directory, "\"$B/halt\" -w; [ ! -e /var/log/wtmp ] && [ ! -e /run/utmp ] || exit 97");
        assertEquals(0, result.exit(), result.err());
    }
}
