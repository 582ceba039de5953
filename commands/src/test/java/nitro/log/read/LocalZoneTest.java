package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import nitro.posix.fake.FakePosix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Local time as we read it, against Java's own. */
class LocalZoneTest {
    private static final Path DATABASE = Path.of("/usr/share/zoneinfo");

    /** Java and the system may have got the rules of different years; so they agree on most, and on the great ones fully. */
    @Test
    void everyZoneAtAnyTime() throws IOException {
        assumeTrue(Files.isDirectory(DATABASE), "no database of zones");
        Random random = new Random(3);
        TreeSet<String> different = new TreeSet<>();
        int compared = 0;
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            Path file = DATABASE.resolve(id);
            if (!Files.isRegularFile(file)) {
                continue;
            }
            LocalZone ours = LocalZone.read(Files.readAllBytes(file));
            assertNotNull(ours, id);
            ZoneId theirs = ZoneId.of(id);
            compared++;
            for (int i = 0; i < 500; i++) {
                // from 1970 on: before, the system's database has been thinned out in other ways than Java's
                long seconds = random.nextLong(0, 4_000_000_000L);
                int offset = theirs.getRules()
                        .getOffset(Instant.ofEpochSecond(seconds))
                        .getTotalSeconds();
                if (ours.offsetAt(seconds) != offset) {
                    different.add(id);
                }
            }
        }
        for (String great : new String[] {"Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney"}) {
            assertEquals(false, different.contains(great), great);
        }
        assertEquals(true, different.size() * 20 <= compared, different.size() + " of " + compared + ": " + different);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CET-1CEST,M3.5.0,M10.5.0/3; Europe/Berlin",
                "EST5EDT,M3.2.0,M11.1.0; America/New_York",
                "EST5EDT; America/New_York",
                "AEST-10AEDT,M10.1.0,M4.1.0/3; Australia/Sydney",
                "<+0530>-5:30; Asia/Kolkata",
                "IST-1GMT0,M10.5.0,M3.5.0/1; Europe/Dublin",
                "<-02>2<-01>,M3.5.0/-1,M10.5.0/0; America/Nuuk",
            })
    void rules(String rule, String id) {
        LocalZone ours = LocalZone.find(rule, new FakePosix());
        ZoneId theirs = ZoneId.of(id);
        Random random = new Random(4);
        for (int i = 0; i < 5000; i++) {
            long seconds = random.nextLong(1_767_225_600L, 4_000_000_000L);
            int offset =
                    theirs.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
            assertEquals(offset, ours.offsetAt(seconds), id + " at " + Instant.ofEpochSecond(seconds));
        }
    }

    @Test
    void daysWithoutMonth() {
        ZoneRule rule = ZoneRule.parse("AAA0BBB,J60/0,J300/0");
        ZoneRule counted = ZoneRule.parse("AAA0BBB,59/0,299/0");
        long march = LocalDateTime.of(2027, 3, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        long leap = LocalDateTime.of(2028, 3, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        assertNotNull(rule);
        assertNotNull(counted);
        assertEquals(0, rule.offsetAt(march - 1));
        assertEquals(3600, rule.offsetAt(march));
        assertEquals(0, rule.offsetAt(leap - 1));
        assertEquals(3600, rule.offsetAt(leap));
        assertEquals(3600, counted.offsetAt(march));
        assertEquals(3600, counted.offsetAt(leap - 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "C",
                "CET",
                "CET-1CEST,M13.5.0,M10.5.0",
                "CET-1CEST,M3.5.0",
                "CET-1CEST,J0,J9",
                "CET-1CEST,J9,J400",
                "../../etc/passwd"
            })
    void noRule(String text) {
        assertNull(ZoneRule.parse(text));
        assertSame(LocalZone.UTC, LocalZone.find(text, new FakePosix()));
    }

    @Test
    void foundAsTzsetDoes() throws IOException {
        Path file = DATABASE.resolve("Asia/Tokyo");
        assumeTrue(Files.exists(file), "no database of zones");
        FakePosix posix = new FakePosix();
        String content = new String(Files.readAllBytes(file), ISO_8859_1);
        posix.files().file("/usr/share/zoneinfo/Asia/Tokyo", content);
        posix.files().link("/usr/share/zoneinfo/Asia/Tokyo", "/etc/localtime");
        for (String tz : new String[] {"", ":", "Asia/Tokyo", ":Asia/Tokyo", "/usr/share/zoneinfo/Asia/Tokyo"}) {
            assertEquals(9 * 3600, LocalZone.find(tz, posix).offsetAt(1_800_000_000), tz);
        }
        assertEquals(0, LocalZone.find("UTC", posix).offsetAt(1_800_000_000));
        assertEquals(-9 * 3600, LocalZone.find("UTC+9", posix).offsetAt(1_800_000_000));
    }

    @Test
    void localTimesWhereTheClockIsSet() {
        LocalZone berlin = LocalZone.find("CET-1CEST,M3.5.0,M10.5.0/3", new FakePosix());
        LocalDateTime local = LocalDateTime.of(2026, 7, 1, 12, 0);
        long seconds = local.toEpochSecond(ZoneOffset.UTC);
        assertEquals(seconds - 7200, berlin.toUniversal(seconds));
        long winter = local.withMonth(1).toEpochSecond(ZoneOffset.UTC);
        assertEquals(winter - 3600, berlin.toUniversal(winter));
    }

    @Test
    void brokenFiles() throws IOException {
        assertNull(LocalZone.read(new byte[0]));
        assertNull(LocalZone.read("hello, this is no file of a zone, but long enough".getBytes(ISO_8859_1)));
        assumeTrue(Files.exists(DATABASE.resolve("Europe/Berlin")), "no database of zones");
        byte[] whole = Files.readAllBytes(DATABASE.resolve("Europe/Berlin"));
        Random random = new Random(5);
        for (int length = 0; length < whole.length; length += 7) {
            LocalZone.read(Arrays.copyOf(whole, length));
            byte[] changed = whole.clone();
            changed[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            LocalZone.read(changed);
        }
    }
}
