package nitro.test.dinit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nitro.posix.fake.Spec;
import nitro.test.Namespaces;
import nitro.test.harness.Commands;
import nitro.test.harness.Dinit;
import nitro.test.harness.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What dinit writes of what programs write (spec dinit 7). */
class DinitOutputIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    /** Runs a service to its end; what it wrote is in the two files. */
    private static Dinit ran(String run, String... settings) throws IOException {
        var setup = Dinit.of(service("a").run(run)).intoFiles().with("DINIT_LOG_LEVEL", "warn");
        for (int i = 0; i < settings.length; i += 2) {
            setup.with(settings[i], settings[i + 1]);
        }
        var dinit = setup.start();
        dinit.exit();
        return dinit;
    }

    private static List<String> lines(String text) {
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        assertEquals("", lines.removeLast());
        return lines;
    }

    @Test
    @Spec({"dinit 7.1", "dinit 7.2", "dinit 7.3", "dinit 7.7"})
    void linesAreWhatStandsBeforeNewlines() throws IOException {
        try (var dinit = ran(
                "printf 'one\\r\\n\\n\\r\\ntwo\\r\\r\\n\\000\\377\\033[1m\\nlast'; printf 'err\\nhalf' >&2",
                "DINIT_JSON_STDOUT",
                "0",
                "DINIT_LOG_LEVEL",
                "none")) {
            var found = lines(dinit.read("out.log")).stream()
                    .map(line -> {
                        assertTrue(
                                Pattern.compile("^" + TIME + " a/run: ")
                                        .matcher(line)
                                        .find(),
                                line);
                        return line.substring(line.indexOf("a/run: ") + 7);
                    })
                    .toList();
            assertEquals(List.of("one", "two\r", "\0\u00ff\u001b[1m", "last"), found);
            assertEquals(2, lines(dinit.read("err.log")).size(), "standard error comes at every level");
        }
    }

    @Test
    @Spec({"dinit 7.4", "dinit 7.6"})
    void objectsOfJsonGetMembers() throws IOException {
        try (var dinit = ran("""
                        printf '%s\\n' '{}' '{ \t }' '{"a":{"b":1}}' '{"service":"x"}' '{not json}' ' {}' '{} ' '{' '}' 'text'
                        """)) {
            var members = "\"service\":\"a\",\"stage\":\"run\",\"logged\":\"TIME\"}";
            assertEquals(
                    List.of(
                            "{" + members,
                            "{ \t " + members,
                            "{\"a\":{\"b\":1}," + members,
                            "{\"service\":\"x\"," + members,
                            "{not json," + members),
                    lines(dinit.read("out.log").replaceAll(TIME, "TIME")));
            assertEquals(
                    List.of(" {}", "{} ", "{", "}", "text").stream()
                            .map(line -> "TIME dinit: warning: a/run: not JSON stdout: " + line)
                            .toList(),
                    lines(dinit.read("err.log").replaceAll(TIME, "TIME")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "none"})
    @Spec("dinit 7.6")
    void otherLinesAreGoneWhereWarningsAre(String level) throws IOException {
        try (var dinit = ran("echo text; echo '{}'", "DINIT_LOG_LEVEL", level)) {
            assertEquals("", dinit.read("err.log"));
            assertEquals(1, lines(dinit.read("out.log")).size());
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "1", "00"})
    @Spec("dinit 7.4")
    void onlyZeroIsPlain(String value) throws IOException {
        try (var dinit = ran("echo '{}'", "DINIT_JSON_STDOUT", value)) {
            assertTrue(dinit.read("out.log").startsWith("{\"service\":"));
        }
    }

    @Test
    @Spec({"dinit 7.5", "dinit 8.1"})
    void aNameMayHaveAnyBytes() throws IOException {
        var name = "q\\042\\\\b\\n\\r\\t\\001<>&\\342\\200\\250\\377\\303\\251 \\177";
        try (var dinit = Dinit.of(service("x").run("echo '{}'; echo err >&2"))
                .through("sh", "-c", "mv sv/x sv/\"$(printf '" + name + "')\" && exec \"$@\"", "sh")
                .intoFiles()
                .start()) {
            dinit.exit();
            var json = lines(dinit.read("out.log")).getFirst();
            var expected =
                    "q\\\"\\\\b\\n\\r\\t\\u0001\\u003c\\u003e\\u0026\\u2028\u00ef\u00bf\u00bd\u00c3\u00a9 \u007f";
            assertTrue(json.startsWith("{\"service\":\"" + expected + "\",\"stage\""), json);
            dinit.read("err.log").lines().forEach(line -> assertTrue(line.matches(TIME + " .*"), line));
        }
    }

    /** Prints the member {@code service} of each line of standard input, and accepts JSON only. */
    private static final String PARSER = """
            import json, sys
            def refuse(word):
                raise ValueError(word)
            for line in sys.stdin.buffer:
                found = json.loads(line.decode("utf-8", "strict"), parse_constant=refuse)
                sys.stdout.buffer.write(found["service"].encode())
            """;

    /** The text of a name, whose bytes are all of UTF-8, or none. */
    private static String decoded(String name) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(name.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return "\ufffd".repeat(name.length());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quo\"te",
                "back\\slash",
                "new\nline",
                "tab\tcr\r",
                "\u0001\u001f",
                "<&>",
                "\u00ff\u00c0\u0080",
                "\u00e2\u0080\u00a8",
                "-n",
                "\u00ed\u00a0\u0080"
            })
    @Spec({"dinit 7.2", "dinit 7.3", "dinit 7.5", "dinit 8.1"})
    void aNameIsJsonAndPlainText(String name) throws IOException {
        var octal = new StringBuilder();
        for (byte b : name.getBytes(ISO_8859_1)) {
            octal.append(String.format("\\%03o", b & 0xff));
        }
        for (var json : List.of("1", "0")) {
            try (var dinit = Dinit.of(service("x").run("echo '{\"n\":1}'; echo err >&2"))
                    .through(
                            "sh",
                            "-c",
                            "name=$(printf '" + octal + ".'); mv sv/x \"sv/${name%.}\" && exec \"$@\"",
                            "sh")
                    .with("DINIT_JSON_STDOUT", json)
                    .with("DINIT_LOG_LEVEL", "warn")
                    .intoFiles()
                    .start()) {
                assertEquals(0, dinit.exit());
                var out = dinit.read("out.log");
                var plain = " " + name.replaceAll("[\\x00-\\x1f]", "?") + "/run: ";
                if (json.equals("1")) {
                    Files.writeString(dinit.at("parser"), PARSER);
                    Commands.system("sh", "-c", "cd '" + dinit.at("") + "' && python3 parser <out.log >name");
                    assertEquals(decoded(name), Files.readString(dinit.at("name")));
                } else {
                    assertTrue(out.endsWith(plain + "{\"n\":1}\n"), out);
                }
                assertTrue(dinit.read("err.log").endsWith(plain + "err\n"), dinit.read("err.log"));
            }
        }
    }

    @Test
    @Spec("dinit 7.7")
    void timesNeverGoBack() throws IOException {
        var services = new Service[5];
        for (int i = 0; i < services.length; i++) {
            services[i] = service("s" + i)
                    .run("yes '{\"x\":1}' | head -n 20000; yes text | head -n 2000; sleep 0.1; exit 115");
        }
        try (var dinit = Dinit.of(services)
                .intoFiles()
                .with("DINIT_REPARENTING_POLICY", "ignore")
                .start()) {
            assertEquals(0, dinit.exit());
            for (var file : List.of("out.log", "err.log")) {
                String last = "";
                for (var line : lines(dinit.read(file))) {
                    var time = Pattern.compile(TIME).matcher(line);
                    assertTrue(time.find(), line);
                    assertTrue(time.group().compareTo(last) >= 0, last + " before " + line);
                    last = time.group();
                }
            }
            assertEquals(100_000, lines(dinit.read("out.log")).size());
        }
    }

    @Test
    @Spec("dinit 7.8")
    void longLinesStayWhole() throws IOException {
        try (var dinit = ran("""
                        long() { head -c "$1" /dev/zero | tr '\\0' "$2"; echo; }
                        long 4194304 a; long 65536 b; long 10485760 c; echo d
                        """, "DINIT_JSON_STDOUT", "0")) {
            var lengths = lines(dinit.read("out.log")).stream()
                    .map(line -> line.substring(line.indexOf("a/run: ") + 7))
                    .map(line -> line.charAt(0) + " " + line.length())
                    .toList();
            assertEquals(List.of("a 4194304", "b 65536", "c 4194304", "c 4194304", "c 2097152", "d 1"), lengths);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    @Spec({"dinit 7.9", "dinit 7.12"})
    void manyLinesPassWholeAndInOrder(String json) throws IOException {
        var services = new Service[4];
        for (int i = 0; i < services.length; i++) {
            services[i] = service("s" + i)
                    .run("seq 1 50000 | sed 's/.*/{\"n\":&,\"of\":" + i
                            + ",\"text\":\"0123456789012345678901234567890123456789\"}/'; exit 115");
        }
        try (var dinit = Dinit.of(services)
                .with("DINIT_JSON_STDOUT", json)
                .with("DINIT_REPARENTING_POLICY", "ignore")
                .intoFiles()
                .start()) {
            assertEquals(0, dinit.exit());
            int[] next = {1, 1, 1, 1};
            var pattern = Pattern.compile("\\{\"n\":(\\d+),\"of\":(\\d),\"text\":\"\\d{40}\"[,}]");
            for (var line : lines(dinit.read("out.log"))) {
                var found = pattern.matcher(line);
                assertTrue(found.find(), line);
                assertEquals(next[Integer.parseInt(found.group(2))]++, Integer.parseInt(found.group(1)), line);
            }
            assertEquals(
                    List.of(50001, 50001, 50001, 50001),
                    java.util.Arrays.stream(next).boxed().toList());
        }
    }

    @Test
    @Spec({"dinit 7.10", "dinit 5.7"})
    void aSlowReaderHoldsNothingElseUp() throws IOException {
        try (var dinit = Dinit.of(
                        service("flood")
                                .run(
                                        "trap '' TERM; yes '{\"flood\":1}' | head -n 100000; echo '{\"end\":1}'; say flooded"),
                        service("quiet").run("trap 'echo told >&2; exit 115' USR1; say up; while :; do nap; done"),
                        sleeper("last").script("terminate", "echo stopping >&2; kill $DINIT_PID"))
                .within("mkfifo go; { \"$@\"; echo $? >status; } | { read go <go; cat >all; }")
                .start()) {
            var quiet = dinit.running("quiet/run");
            dinit.said().await("up");
            quiet.kill("USR1");
            dinit.err().awaitMatch("quiet/run: told");
            dinit.awaitMessageMatch("quiet/run: PID \\d+ finished and disabled itself");
            dinit.signal("TERM");
            dinit.err().awaitMatch("last/term: stopping");
            dinit.awaitMessageMatch("last/run: PID \\d+ finished with signal 15");
            dinit.awaitMessageMatch("last/term: PID \\d+ finished with status 0");
            assertFalse(dinit.endsWithin(3000), "it waits for the reader, longer than it would at its end");
            assertFalse(dinit.said().all().contains("flooded"), "it waits in its write");
            Files.writeString(dinit.at("go"), "\n");
            dinit.said().await("flooded");
            dinit.exit();
            assertEquals("0\n", dinit.read("status"));
            assertEquals(100_001, lines(dinit.read("all")).size());
        }
    }

    @Test
    @Spec("dinit 7.11")
    void aReaderThatIsGoneLosesItsLinesOnly() throws IOException {
        try (var dinit = Dinit.of(service("a").run("while echo '{}'; do echo more >&2; sleep 0.1; done"))
                .within("\"$@\" | :")
                .start()) {
            dinit.awaitMessage("warning: a/run: error writing stdout: broken pipe");
            dinit.err().await(5, line -> line.endsWith("a/run: more"));
            assertEquals(
                    1,
                    dinit.messages().stream()
                            .filter(line -> line.contains("error writing"))
                            .count());
        }
    }

    @ParameterizedTest
    @CsvSource({"exec \"$@\" >/dev/full, no space left on device", "ulimit -f 1; exec \"$@\" >file, file too large"})
    @Spec("dinit 7.11")
    void aFullDiskLosesLinesOnly(String through, String reason) throws IOException {
        try (var dinit = Dinit.of(service("a").run("while echo '{}'; do echo more >&2; sleep 0.01; done"))
                .through("sh", "-c", through, "sh")
                .start()) {
            dinit.awaitMessage("warning: a/run: error writing stdout: " + reason);
            dinit.err().await(5, line -> line.endsWith("a/run: more"));
        }
    }

    @Test
    @Spec("dinit 7.11")
    @ExtendWith(Namespaces.class)
    void aDiskThatHasRoomAgainGetsWholeLines() throws IOException {
        try (var dinit = Dinit.of(service("a").run("while echo '{}'; do sleep 0.002; done"))
                .inNamespaces()
                .through("sh", "-c", """
                        mkdir disk; mount -t tmpfs -o size=8k none disk; echo >disk/other
                        "$@" >>disk/out & until cp disk/out full && test $(stat -c %s full) -ge 4096; do sleep 0.1; done
                        sleep 0.5; rm disk/other
                        until cp disk/out full && test $(stat -c %s full) -gt 5000; do sleep 0.1; done
                        kill $!; wait $!
                        """, "sh")
                .start()) {
            dinit.awaitMessage("warning: a/run: error writing stdout: no space left on device");
            dinit.exit();
            var all = dinit.read("full");
            var torn = lines(all.substring(0, all.lastIndexOf('\n') + 1)).stream()
                    .filter(line ->
                            !line.matches("\\{\"service\":\"a\",\"stage\":\"run\",\"logged\":\"" + TIME + "\"}"))
                    .toList();
            assertTrue(torn.size() <= 1, () -> "the one in which the disk was full: " + torn);
        }
    }

    @Test
    @Spec("dinit 7.11")
    void aReaderOfErrorsThatIsGoneLosesTheirLinesOnly() throws IOException {
        try (var dinit = Dinit.of(service("a").run("while echo '{}'; do echo more >&2; sleep 0.01; done"))
                .within("exec 3>&1; \"$@\" 2>&1 >&3 3>&- | :")
                .start()) {
            dinit.out().await(20, line -> line.startsWith("{\"service\":\"a\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {">&-", "2>&-", "<&-", ">&- 2>&- <&-"})
    @Spec("dinit 7.11")
    void aClosedDescriptorIsTheNullDevice(String closed) throws IOException {
        try (var dinit = Dinit.of(
                        service("a").run("echo '{}'; echo err >&2; say $(readlink /proc/$PPID/fd/[012]); exit 0"))
                .within("\"$@\" " + closed)
                .start()) {
            dinit.said().awaitMatch("/dev/null");
            assertEquals(0, dinit.exit());
        }
    }

    @Test
    @Spec("dinit 7.9")
    void bothOutputsMayBeOne() throws IOException {
        try (var dinit = Dinit.of(
                        service("a")
                                .run(
                                        "x=$(head -c 9000 /dev/zero | tr '\\0' x); for i in 1 2 3 4 5 6 7 8 9; do echo \"{$x}\"; echo \"$x\" >&2; done"))
                .within("{ \"$@\" 2>&1; } | cat >all")
                .with("DINIT_LOG_LEVEL", "warn")
                .start()) {
            dinit.exit();
            var text = Files.readString(dinit.at("all"), ISO_8859_1);
            assertFalse(text.isEmpty());
            for (var line : lines(text)) {
                assertTrue(line.matches("(\\{x+,\"service.*\"\\}|" + TIME + " a/run: x{9000})"), line);
            }
            assertEquals(18, lines(text).size());
        }
    }
}
