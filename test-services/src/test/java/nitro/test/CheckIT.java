package nitro.test;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nitro.posix.fake.Spec;
import nitro.test.harness.Checked;
import nitro.test.harness.Commands;
import nitro.test.harness.Nitro;
import nitro.test.harness.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** nitro-check over directories each of which has one fault. */
class CheckIT {
    private static Arguments one(String what, UnaryOperator<Service> with, String... lines) {
        return Arguments.of(what, List.of(with.apply(sleeper("web"))), List.of(lines));
    }

    private static Arguments several(String what, List<Service> services, String... lines) {
        return Arguments.of(what, services, List.of(lines));
    }

    static Stream<Arguments> faults() {
        var long64 = "n".repeat(64);
        return Stream.of(
                one(
                        "no fault",
                        s -> s.finish("").file("settings", "x").notification(3).file("down-signal", "h\n")),
                one("not executable", s -> s.file("run", "#!/bin/sh\n"), "web/run: not executable"),
                one("a directory", s -> s.with("run", new Service.Entry.Directory()), "web/run: is a directory"),
                one("empty", s -> s.executable("run", ""), "web/run: empty: cannot be executed"),
                one(
                        "no #!",
                        s -> s.executable("run", "sleep 1\n"),
                        "web/run: begins neither with #! nor as a program: it is given to no shell"),
                one(
                        "byte order mark",
                        s -> s.executable("run", "\u00ef\u00bb\u00bf#!/bin/sh\n"),
                        "web/run: begins with a byte order mark, and so not with #!"),
                one(
                        "no interpreter named",
                        s -> s.executable("run", "#!\n"),
                        "web/run: names no interpreter behind #!"),
                one(
                        "interpreter missing",
                        s -> s.executable("setup", "#!/bin/nosh -x\n"),
                        "web/setup: interpreter /bin/nosh: No such file or directory"),
                one(
                        "interpreter not executable",
                        s -> s.executable("setup", "#!/etc/passwd\n"),
                        "web/setup: interpreter /etc/passwd: not executable"),
                one(
                        "CRLF",
                        s -> s.executable("run", "#!/bin/sh\r\nexec true\r\n"),
                        "web/run: its lines end with CR LF: the interpreter's name has a CR at its end"),
                one(
                        "CRLF later",
                        s -> s.executable("run", "#!/bin/sh\nexec true\r\n"),
                        "web/run: has lines that end with CR LF"),
                one(
                        "env without -S",
                        s -> s.executable("run", "#!/usr/bin/env sh -e\n"),
                        "web/run: env gets \"sh -e\" as one word: write env -S"),
                one(
                        "env of nothing",
                        s -> s.executable("run", "#!/usr/bin/env no-such-program\n"),
                        "web/run: env: no-such-program is not in PATH"),
                one(
                        "misspelt",
                        s -> s.executable("finsh", "#!/bin/sh\n").file("notification_fd", "3"),
                        "web/finsh: ignored; did you mean finish?",
                        "web/notification_fd: ignored; did you mean notification-fd?"),
                one(
                        "readiness",
                        s -> s.file("notification-fd", "none\n"),
                        "web/notification-fd: has no number: the service is ready when nitroctl ready says so"),
                one(
                        "readiness with words",
                        s -> s.file("notification-fd", "fd 3\n"),
                        "web/notification-fd: is no mere number: taken for descriptor 3"),
                one(
                        "readiness on a descriptor that nobody has",
                        s -> s.file("notification-fd", "99999\n"),
                        "web/notification-fd: descriptor 99999 is beyond the usual limit"),
                one(
                        "stop signal",
                        s -> s.file("down-signal", "SIGHUP\n"),
                        "web/down-signal: \"SIGHUP\" means SIGTERM: only its first character counts, one of"
                                + " p c h a i q t k 1 2"),
                one(
                        "setsid",
                        s -> s.executable("run", "#!/bin/sh\nexec setsid sleep 98765\n"),
                        "web/run: exec setsid: run leads a session already, so setsid leaves its program in a process that"
                                + " nitro does not supervise; leave setsid out"),
                one("log leads nowhere", s -> s.log("../none"), "web/log: dangling: there is no service none"),
                one(
                        "log is a directory",
                        s -> s.with("log", new Service.Entry.Directory()),
                        "web/log: a directory without run: ignored"),
                one(
                        "log to itself",
                        s -> s.log("../web"),
                        "web/log: leads back to the service itself, which then reads what it writes"),
                several(
                        "a loop of loggers",
                        List.of(
                                sleeper("a").log("../b"),
                                sleeper("b").log("../c"),
                                sleeper("c").log("../b")),
                        "b/log: log loop: b -> c -> b"),
                several(
                        "a logger that does not read",
                        List.of(sleeper("a").log("../b"), service("b").setup("")),
                        "a/log: b has no run that could read what is written to it"),
                several(
                        "a logger of a template",
                        List.of(
                                sleeper("a").log("../b@"),
                                sleeper("b@"),
                                sleeper("n".repeat(62)).log("../b@")),
                        "n".repeat(62) + "/log: the logger of " + "n".repeat(62) + " would be b@" + "n".repeat(62)
                                + ", which is too long a name"),
                several(
                        "too long",
                        List.of(sleeper(long64)),
                        long64 + ": no service: a name of 64 bytes, and 63 are the most"),
                several("a comma", List.of(sleeper("a,b")), "a,b: no service: its name has a comma or a newline"),
                several(
                        "neither run nor setup",
                        List.of(service("a").finish("")),
                        "a: neither run nor setup: no service"),
                several(
                        "a template without instances",
                        List.of(sleeper("a@")),
                        "a@: a template without instances: only nitroctl up a@PARAMETER makes one"),
                several(
                        "a template with one",
                        List.of(sleeper("a@"), service("a@x").down())),
                several("LOG@ serves all", List.of(sleeper("a"), sleeper("LOG@"))),
                several(
                        "an instance without a template",
                        List.of(service("a@x")),
                        "a@x: no service: there is no template a@"),
                several(
                        "an instance with files",
                        List.of(sleeper("a@"), sleeper("a@x")),
                        "a@x/run: not read: all but `down` is taken from a@"),
                several(
                        "SYS",
                        List.of(service("SYS").setup("").script("finnish", "").run("")),
                        "SYS/finnish: ignored; did you mean finish?",
                        "SYS/run: never executed: SYS is no service"));
    }

    @Test
    @Spec({"tools 6.6", "9.10"})
    void whatOnlyRunitObeysIsNamedOnce() throws IOException {
        try (var place = new Checked(List.of(sleeper("a"), sleeper("b")))) {
            place.shell("""
                    for s in a b; do
                        mkdir -p $s/control $s/log $s/supervise
                        cp $s/run $s/check; cp $s/run $s/control/t; cp $s/run $s/control/x; cp $s/run $s/log/run
                        echo X=1 >$s/conf
                    done
                    printf '#!/bin/sh\n[ -r conf ] && . ./conf\nsv up b || exit 1\nexec sleep 1000\n' >b/run
                    """);
            assertEquals("""
                    a/check: nitro does not run it; let run say when it is ready: exec nitro-ready exec:./check -- ...
                    a/control/t: nitro does not run it; down-signal names another signal
                    a/control/x: nitro does not run it
                    a/conf: no script reads it; runit does not either: let run begin with . ./conf
                    b/run: uses sv, which here is nitro's if a link of that name leads to nitro; or use nitroctl
                    """, place.check().out());
        }
    }

    @Test
    @Spec("9.10")
    void loggersInsideTheirServices() throws IOException {
        try (var place = new Checked(List.of(sleeper("a"), sleeper("b"), sleeper("b.log"), sleeper("n".repeat(60))))) {
            place.shell(
                    "for s in [a-n]*; do mkdir $s/log; cp a/run $s/log/run; done; chmod -x a/log/run; rm -r b.log/log");
            assertEquals("""
                    a/log/run: not executable
                    b/log: there is another service b.log: ignored
                    %1$s/log: %1$s.log is too long a name for its logger: ignored
                    """.formatted("n".repeat(60)), place.check().out());
        }
    }

    @Test
    @Spec("9.10")
    void rcBootIsAnOldSys() throws IOException {
        try (var place = new Checked(List.of(service("rc.boot").setup("")))) {
            assertEquals(
                    "rc.boot: only its setup runs; name it SYS, and finish and final run, too\n",
                    place.check().out());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @Spec({"tools 6.1", "tools 6.2"})
    void saysWhatIsWrong(String what, List<Service> services, List<String> lines) throws IOException {
        try (var place = new Checked(services)) {
            var result = place.check();
            assertEquals(String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"), result.out(), what);
            assertEquals("", result.err());
            assertEquals(lines.isEmpty() ? 0 : 1, result.exit());
        }
    }

    @Test
    @Spec("tools 6.4")
    void asJson() throws IOException {
        try (var place = new Checked(List.of())) {
            place.shell("d=$(printf 'a\\377'); mkdir \"$d\"; cp /bin/true \"$d/run\"; ln -s ../none \"$d/log\"");
            assertEquals(
                    "[{\"file\":\"a\u00ef\u00bf\u00bd/log\",\"file_hex\":\"61ff2f6c6f67\",\"severity\":\"wrong\","
                            + "\"what\":\"dangling: there is no service none\"}]\n",
                    place.check("--json").out());
        }
    }

    @Test
    @Spec("tools 6.5")
    void whatOthersMayWriteAndWhatIsNoFile() throws IOException {
        try (var place = new Checked(List.of(sleeper("a"), sleeper("b")))) {
            place.shell("chmod o+w a/run b; mkfifo b/down-signal b/notification-fd; rm b/run; mkfifo b/run");
            assertEquals("""
                    a/run: everybody may write to it
                    b: everybody may write to it
                    b/run: is not a file
                    b/down-signal: is not a regular file: as if it were not there
                    b/notification-fd: is not a regular file: as if it were not there
                    """, place.check().out());
        }
    }

    @Test
    void danglingEntriesAndStrayFiles() throws IOException {
        try (var place = new Checked(List.of(sleeper("a")))) {
            Files.createSymbolicLink(place.directory().resolve("b"), Path.of("nowhere"));
            Files.writeString(place.directory().resolve("README"), "x");
            Files.copy(Path.of("/bin/true"), place.directory().resolve("c"));
            assertEquals("""
                    b: dangling link: no service
                    c: a file is no service: a service is a directory with `run` in it
                    """, place.check().out());
        }
    }

    @Test
    @Spec("needs 3.5")
    void needs() throws IOException {
        try (var place = new Checked(List.of(
                sleeper("a").file("requires", "b\ndatabse"),
                sleeper("b").file("after", "a").file("conflicts", "b\nc").file("requires", "c"),
                sleeper("c").down(),
                sleeper("database").file("wants", "a b"),
                sleeper("late").file("timeout-stop", "soon")))) {
            assertEquals("""
                    a/requires: databse does not exist; did you mean database?
                    b/conflicts: names the service itself
                    b/conflicts: c is required as well: b never starts
                    b/requires: c is marked down: starting b starts it
                    database/wants: line 1: expected the name of a service
                    late/timeout-stop: line 1: expected a number of seconds, 0 for no limit
                    a: waits for itself: a requires b, b is after a
                    """, place.check().out());
        }
    }

    /** An instance's files are the template's, so its link may lead anywhere (spec 2.1). */
    @Test
    void danglingInstances() throws IOException {
        try (var place = new Checked(List.of(sleeper("t@")))) {
            Files.createSymbolicLink(place.directory().resolve("t@a"), Path.of("nowhere"));
            Files.createSymbolicLink(place.directory().resolve("u@b"), Path.of("u@"));
            assertEquals(
                    "u@b: no service: there is no template u@\n", place.check().out());
        }
    }

    /** Links and interpreters of an image that is being made lead about in it, and not about here. */
    @Test
    @Spec("tools 6.3")
    void atAnotherRoot() throws IOException {
        try (var place = new Checked(List.of())) {
            place.shell("""
                    mkdir -p image/etc image/srv/nitro/web image/srv/nitro/old image/bin image/usr/bin
                    ln -s /srv/nitro image/etc/nitro
                    ln -s ../../../../../../../../etc image/up
                    cp /bin/true image/bin/only-there; chmod +x image/bin/only-there
                    ln -s /bin/only-there image/usr/bin/env
                    printf '#!/bin/only-there\n' >image/srv/nitro/web/run
                    printf '#!/usr/bin/env only-there\n' >image/srv/nitro/web/setup
                    printf '#!/bin/sh\n' >image/srv/nitro/old/run
                    chmod +x image/srv/nitro/*/*
                    ln -s nowhere image/srv/nitro/round
                    """);
            String image = place.directory().resolve("image").toString();
            String expected = """
                    old/run: interpreter /bin/sh: No such file or directory
                    round: dangling link: no service
                    """;
            for (String directory : List.of("/etc/nitro", "srv/nitro/", "/up/nitro")) {
                assertEquals(
                        expected,
                        Commands.run(Map.of("NITRO_SOCK", "n".repeat(120)), place.command(), "--root", image, directory)
                                .out());
            }
            assertEquals(
                    expected,
                    Commands.run(Map.of(), place.command(), "--root=" + image + "/")
                            .out());
            assertEquals(
                    expected,
                    Commands.run(Map.of(), Nitro.BIN + "/nitroctl", "--root", image, "check-dir")
                            .out());
            var none = Commands.run(Map.of(), place.command(), "--root", "/nowhere");
            assertEquals("nitro-check: /nowhere: /etc/nitro: No such file or directory\n", none.err());
            assertEquals(2, none.exit());
        }
    }

    @Test
    void theSocketsPath() throws IOException {
        try (var place = new Checked(List.of(sleeper("a")))) {
            var result = Commands.run(
                    Map.of("NITRO_SOCK", "/run/" + "n".repeat(120)),
                    place.command(),
                    place.directory().toString());
            assertEquals("NITRO_SOCK: a path of 125 bytes is too long for a socket\n", result.out());
            assertEquals(1, result.exit());
        }
    }

    @Test
    @Spec("tools 6.4")
    void whatCannotBeReadIsAnError() throws IOException {
        try (var place = new Checked(List.of())) {
            var result = Commands.run(Map.of(), place.command(), "/nowhere/at/all");
            assertEquals("nitro-check: /nowhere/at/all: No such file or directory\n", result.err());
            assertEquals(2, result.exit());
            assertEquals(2, Commands.run(Map.of(), place.command(), "a", "b").exit());
            assertEquals(2, Commands.run(Map.of(), place.command(), "--jsn").exit());
        }
    }

    @Test
    void theDemoIsWithoutFault() throws IOException {
        try (var place = new Checked(List.of())) {
            var demo = Path.of(System.getProperty("nitro.root")).resolve("test-services/demo");
            place.shell("cp -r " + demo + "/. ."); // so that it is ours
            assertEquals("", place.check().out());
        }
    }
}
