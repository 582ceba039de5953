package nitro.ctl.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nitro.ctl.Scene;
import nitro.posix.Command;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Machine.Reboot;
import nitro.posix.Posix;
import nitro.posix.fake.Spec;
import nitro.spat.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Spec("6.6")
class HaltTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000, 123_456_789);

    private final Scene scene = new Scene();
    private final List<String> calls = new ArrayList<>();

    private static Halt halt(String name) {
        InstantSource clock = InstantSource.fixed(TIME);
        return switch (name) {
            case "halt" -> new Halt(Reboot.HALT, clock);
            case "poweroff" -> new Halt(Reboot.POWER_OFF, clock);
            default -> new Halt(Reboot.RESTART, clock);
        };
    }

    private Scene.Result run(String name, String... args) {
        return scene.run(halt(name), name, args);
    }

    @Test
    void plainlyNitroIsAsked() {
        assertEquals(new Scene.Result(0, "", ""), run("halt"));
        assertEquals(new Scene.Result(0, "", ""), run("poweroff"));
        assertEquals(new Scene.Result(0, "", ""), run("reboot"));
        assertEquals(
                List.of(new Request.Shutdown(), new Request.Shutdown(), new Request.Reboot()), scene.nitro.received);
    }

    @Test
    @Spec("6.4")
    void noNitro() {
        scene.nitro.goDown(Errno.ECONNREFUSED);
        assertEquals(
                new Scene.Result(4, "", "halt: cannot reach nitro: /run/nitro/nitro.sock: Connection refused\n"),
                run("halt"));
    }

    @Test
    void atOnceAfterSync() {
        scene.posix = posix(Errno.EPERM);
        for (String name : List.of("halt", "poweroff", "reboot")) {
            assertEquals(new Scene.Result(111, "", name + ": reboot: Operation not permitted\n"), run(name, "-f"));
        }
        assertEquals(List.of("sync", "reboot HALT", "sync", "reboot POWER_OFF", "sync", "reboot RESTART"), calls);
        assertEquals(List.of(), scene.nitro.received);
    }

    @Test
    void theShutdownRecord() {
        scene.contents.put("/var/log/wtmp", "");
        scene.contents.put("/run/utmp", "");
        scene.contents.put("/proc/sys/kernel/osrelease", "6.1.0-test\n");
        assertEquals(new Scene.Result(0, "", ""), run("halt", "-w"));
        String once = scene.contents.get("/var/log/wtmp");
        assertEquals(new Scene.Result(0, "", ""), run("poweroff", "-w"));
        assertEquals(once + once, scene.contents.get("/var/log/wtmp"));
        assertEquals("", scene.contents.get("/run/utmp"));
        assertEquals(List.of(), scene.nitro.received);
        assertTrue(once.contains("shutdown") && once.contains("6.1.0-test"));
    }

    @Test
    void theBootRecord() {
        scene.contents.put("/var/log/wtmp", "");
        scene.contents.put("/run/utmp", "");
        assertEquals(new Scene.Result(0, "", ""), run("halt", "-B"));
        String record = scene.contents.get("/var/log/wtmp");
        assertTrue(record.contains("reboot"));
        assertEquals(record, scene.contents.get("/run/utmp"));
    }

    @Test
    void recordsAreForFilesThatExist() {
        assertEquals(new Scene.Result(0, "", ""), run("halt", "-w"));
        assertEquals(new Scene.Result(0, "", ""), run("poweroff", "-B"));
    }

    @Test
    void theRecordsLayout() {
        byte[] record = LoginRecord.ofShutdown(TIME, "r".repeat(300), "amd64");
        assertEquals(384, record.length);
        assertEquals(1, record[0]);
        assertEquals("~~", text(record, 8, 32));
        assertEquals("~~", text(record, 40, 4));
        assertEquals("shutdown", text(record, 44, 32));
        assertEquals("r".repeat(256), text(record, 76, 256));
        assertEquals(1_700_000_000L, number(record, 340, 4));
        assertEquals(123_456, number(record, 344, 4));

        byte[] boot = LoginRecord.ofBoot(TIME, "6.1", "aarch64");
        assertEquals(400, boot.length);
        assertEquals(2, boot[0]);
        assertEquals("~", text(boot, 8, 32));
        assertEquals("reboot", text(boot, 44, 32));
        assertEquals(1_700_000_000L, number(boot, 344, 8));
        assertEquals(123_456, number(boot, 352, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt -x", "halt now", "reboot -w", "reboot -B", "poweroff 0"})
    @Spec({"6.4", "6.6"})
    void wrongUsage(String line) {
        String[] words = line.split(" ");
        Scene.Result result = run(words[0], words[1]);
        assertEquals(2, result.status());
        assertTrue(result.err().matches(words[0] + ": [^\n]+\n"), result.err());
        assertEquals(List.of(), scene.nitro.received);
    }

    @Test
    void help() {
        assertTrue(run("halt", "--help").out().startsWith("Usage: halt "));
        assertEquals(List.of(), scene.nitro.received);
    }

    @Test
    @Spec({"6.6", "8.2"})
    void initNumbersMeanWhatTheyMeanToInit() {
        Init init = new Init((_, _) -> 99);
        assertEquals(new Scene.Result(0, "", ""), scene.run(init, "init", "0"));
        assertEquals(new Scene.Result(0, "", ""), scene.run(init, "init", "6"));
        assertEquals(new Scene.Result(0, "", ""), scene.run(init, "init", "q"));
        assertEquals(List.of(new Request.Shutdown(), new Request.Reboot(), new Request.Rescan()), scene.nitro.received);
        for (String level : List.of("1", "5", "S", "Q", "")) {
            assertEquals(2, scene.run(init, "init", level).status());
        }
        assertEquals(2, scene.run(init, "init").status());
        assertEquals(2, scene.run(init, "init", "0", "6").status());
        assertEquals(3, scene.nitro.received.size());
    }

    @Test
    @Spec({"6.6", "1.1"})
    void initAsPid1BecomesNitro() {
        scene.pid = 1;
        List<Invocation> became = new ArrayList<>();
        Command nitro = (call, _) -> {
            became.add(call);
            return 99;
        };
        assertEquals(
                99, scene.run(new Init(nitro), "init", "splash", "--help", "6").status());
        assertEquals("nitro", became.getFirst().name());
        assertEquals(List.of("splash", "--help", "6"), became.getFirst().args());
        assertEquals(List.of(), scene.nitro.received);
    }

    /** A system on which reboot(2) fails, and nothing else works. */
    private Posix posix(Errno errno) {
        return (Posix) Proxy.newProxyInstance(
                HaltTest.class.getClassLoader(), new Class<?>[] {Posix.class}, (_, method, args) -> {
                    calls.add(args == null ? method.getName() : method.getName() + " " + args[0]);
                    if (method.getName().equals("reboot")) {
                        throw new ErrnoException("reboot", "", errno);
                    }
                    return null;
                });
    }

    private static String text(byte[] record, int at, int size) {
        String text = new String(Arrays.copyOfRange(record, at, at + size), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static long number(byte[] record, int at, int size) {
        long number = 0;
        for (int i = size - 1; i >= 0; i--) {
            number = number << 8 | record[at + i] & 0xff;
        }
        return number;
    }
}
