package nitro.ctl.init;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A record of the login accounting files wtmp and utmp, of a boot or a shutdown (utmp(5)).
 *
 * <p>The layout is that of glibc's struct utmp, whatever libc we run with: it is a file's format, and glibc's programs
 * read it. It is the same wherever 32-bit programs of the machine share the file; on aarch64 none do, and the fields
 * for the session and the time have 8 bytes each.
 */
final class LoginRecord {
    static final String WTMP = "/var/log/wtmp";
    static final String UTMP = "/run/utmp";

    private static final short RUN_LVL = 1;
    private static final short BOOT_TIME = 2;

    private static final int LINE = 8;
    private static final int ID = 40;
    private static final int USER = 44;
    private static final int HOST = 76;
    private static final int HOST_SIZE = 256;
    private static final int SESSION = 336;

    private LoginRecord() {}

    static byte[] ofShutdown(Instant time, String release, String architecture) {
        return record(RUN_LVL, "shutdown", "~~", time, release, architecture);
    }

    static byte[] ofBoot(Instant time, String release, String architecture) {
        return record(BOOT_TIME, "reboot", "~", time, release, architecture);
    }

    private static byte[] record(
            short type, String user, String line, Instant time, String release, String architecture) {
        boolean wide = architecture.equals("aarch64");
        ByteBuffer record = ByteBuffer.allocate(wide ? 400 : 384).order(ByteOrder.LITTLE_ENDIAN);
        record.putShort(0, type);
        put(record, LINE, line);
        put(record, ID, "~~");
        put(record, USER, user);
        put(record, HOST, release.substring(0, Math.min(release.length(), HOST_SIZE)));
        long seconds = time.getEpochSecond();
        int micros = time.getNano() / 1000;
        if (wide) {
            record.putLong(SESSION + 8, seconds).putLong(SESSION + 16, micros);
        } else {
            record.putInt(SESSION + 4, (int) seconds).putInt(SESSION + 8, micros);
        }
        return record.array();
    }

    private static void put(ByteBuffer record, int at, String text) {
        record.put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
