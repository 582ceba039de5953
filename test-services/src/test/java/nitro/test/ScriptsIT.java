package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.RESTART;
import static nitro.test.harness.State.SETUP;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts find when they are executed (spec 1.5, 1.6). */
class ScriptsIT {
    @Test
    @Spec("1.5")
    void theEnvironmentIsNitrosAndNothingElse() throws IOException {
        try (var nitro = Launch.of(service("a").run("nap"))
                .emptyEnvironment()
                .through("sh", "-c", """
                        exec env -i PATH=/bin:/usr/bin:/opt EMPTY= "ODD=$(printf 'a=b c\\n\\303\\277')" \
                            "NITRO_SOCK=$NITRO_SOCK" "$@"
                        """, "sh") // Java's own have no byte beyond ASCII in some locales
                .start()) {
            nitro.events().await("a", STARTING);
            assertEquals(
                    Set.of("PATH=/bin:/usr/bin:/opt", "EMPTY=", "ODD=a=b c\n\u00c3\u00bf", socket(nitro)),
                    Set.copyOf(nitro.process("a").environment()));
        }
    }

    @Test
    @Spec("1.5")
    void aPathIsAddedWhereNoneIsSet() throws IOException {
        try (var nitro = Launch.of(service("a").run("nap")).emptyEnvironment().start()) {
            nitro.events().await("a", STARTING);
            assertEquals(
                    Set.of("PATH=/usr/bin:/bin:/usr/sbin:/sbin", socket(nitro)),
                    Set.copyOf(nitro.process("a").environment()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/sbin:/usr/bin:/sbin:/bin", "/nowhere", ""})
    @Spec({"1.5", "7.6"})
    void aLauncherCalledThroughSymlinksSetsNothing(String path) throws IOException {
        try (var nitro = Launch.of(service("sleep@").link("run", Commands.sleep()), sleeper("sleep@1000"))
                .environment("PATH", path)
                .prepare(root -> Commands.system(
                        "sh",
                        "-c",
                        "cd \"$0\" && mkdir one two && ln -s \"$1\" one/nitro && ln -s ../one/nitro two/nitro",
                        root.toString(),
                        Nitro.BIN.resolve("nitro").toString()))
                .command("../two/nitro")
                .arguments("../sv")
                .from("two")
                .start()) {
            nitro.events().await("sleep@1000", STARTING);
            assertEquals(
                    Set.of("PATH=" + path, socket(nitro)),
                    Set.copyOf(nitro.process("sleep@1000").environment()));
        }
    }

    private static String socket(Nitro nitro) {
        return "NITRO_SOCK=" + nitro.socket();
    }

    @Test
    @Spec("1.5")
    void scriptsAreExecutedByTheirBareNamesInTheirDirectory() throws IOException {
        try (var nitro = Launch.of(
                        service("sleep@").link("run", Commands.sleep()), // a program sees argument 0, a script does not
                        sleeper("sleep@1000"),
                        service("a")
                                .setup("say setup $0 $(pwd -P)")
                                .run("say run $0 $(pwd -P); exit 1")
                                .finish("say finish $0 $(pwd -P)"))
                .start()) {
            nitro.events().await("sleep@1000", STARTING);
            var process = nitro.process("sleep@1000");
            assertEquals(List.of("run", "1000"), process.arguments());
            assertEquals(nitro.path("sleep@").toRealPath(), process.directory());
            for (var script : List.of("setup", "run", "finish")) {
                nitro.said()
                        .awaitMatch("^" + script + " (\\./)?" + script + " "
                                + nitro.path("a").toRealPath() + "$");
            }
        }
    }

    @Test
    @Spec("1.5")
    void eachScriptLeadsASessionOfItsOwn() throws IOException {
        try (var nitro =
                Launch.of(service("a").setup("nap"), service("b").run(SLEEP)).start()) {
            nitro.events().await("a", SETUP);
            nitro.events().await("b", STARTING);
            for (var name : List.of("a", "b")) {
                var process = nitro.process(name);
                assertEquals(process.pid(), process.session());
                assertEquals(process.pid(), process.group());
                assertEquals(nitro.proc().pid(), process.parent());
            }
        }
    }

    @Test
    @Spec("1.5")
    void scriptsInheritNoSignalsAndNoDescriptors() throws IOException {
        try (var nitro = Launch.of(
                        service("setup@").link("setup", Commands.sleep()),
                        sleeper("setup@1000"),
                        service("run@").link("run", Commands.sleep()).log("../log@"),
                        sleeper("run@1000"),
                        service("log@").link("run", Commands.sleep()),
                        service("notify@").link("run", Commands.sleep()).notification(5),
                        sleeper("notify@1000"),
                        service("finish@").run("exit 1").link("finish", Commands.sleep()),
                        sleeper("finish@1000"))
                .after("trap '' HUP INT QUIT PIPE USR1 USR2 ALRM CHLD TSTP TTOU; exec 5</dev/null 7</dev/null 9>&1")
                .start()) {
            nitro.keepServices(); // or the descriptors that it inherited would be found
            nitro.events().await("setup@1000", SETUP);
            nitro.events().await("run@1000", STARTING);
            nitro.events().await("log@1000", STARTING);
            nitro.events().await("notify@1000", STARTING);
            nitro.events().await("finish@1000", RESTART);
            for (var name : List.of("setup", "run", "log", "notify", "finish")) {
                var process = nitro.process(name + "@1000");
                assertEquals("0000000000000000", process.status("SigIgn"), name);
                assertEquals("0000000000000000", process.status("SigBlk"), name);
                process.awaitDescriptors(name.equals("notify") ? Set.of(0, 1, 2, 5) : Set.of(0, 1, 2));
            }
        }
    }

    @Test
    @Spec({"1.5", "7.3"})
    void signalsThatWereBlockedAreHeardAndNotHandedOn() throws IOException {
        try (var nitro = Launch.of(service("a").setup("true").run(SLEEP))
                .through("env", "--block-signal")
                .start()) {
            nitro.events().await("a", STARTING); // CHLD was heard, or nobody knew of the end of setup
            assertEquals("0000000000000000", nitro.process("a").status("SigBlk"));
            nitro.keepServices();
            nitro.signal("TERM");
            assertEquals(0, nitro.exit());
        }
    }

    @Test
    @Spec("7.5")
    void nitroRaisesItsOwnLimitOfDescriptorsOnly() throws IOException {
        try (var nitro =
                Launch.of(sleeper("a")).after("ulimit -Sn 222; ulimit -Hn 777").start()) {
            nitro.events().await("a", STARTING);
            assertEquals("777 777 files", nitro.proc().limit("Max open files"));
            assertEquals("222 777 files", nitro.process("a").limit("Max open files"));
        }
    }

    @Test
    @Spec("1.6")
    void standardDescriptorsAreNullAndNitros() throws IOException {
        try (var nitro = Launch.of(service("a").run(SLEEP), service("b").setup("(say setup); " + SLEEP))
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.said().await("setup");
            for (var name : List.of("a", "b")) {
                var process = nitro.process(name);
                assertEquals("/dev/null", process.descriptor(0));
                assertEquals(nitro.root("out").toString(), process.descriptor(1));
                assertEquals(nitro.root("err").toString(), process.descriptor(2));
            }
        }
    }

    @Test
    @Spec({"1.6", "4.10"})
    void aProducersOutputIsItsLoggersInput() throws IOException {
        try (var nitro = Launch.of(
                        service("a")
                                .setup("echo from setup")
                                .run("echo from run; echo err >&2; " + SLEEP)
                                .log("../b/"),
                        service("b").run("exec cat"))
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.events().await("b", STARTING);
            nitro.out().await("from setup");
            nitro.out().await("from run");
            nitro.err().await("err");
            var producer = nitro.process("a");
            producer.awaitArguments(List.of("sleep", "1000")); // a shell's own descriptors change with each command
            var logger = nitro.process("b");
            assertTrue(logger.descriptor(0).startsWith("pipe:"));
            assertEquals(logger.descriptor(0), producer.descriptor(1));
            assertEquals("/dev/null", producer.descriptor(0));
            assertEquals(nitro.root("err").toString(), producer.descriptor(2));
            assertEquals(nitro.root("out").toString(), logger.descriptor(1));
        }
    }

    @Test
    @Spec({"1.6", "1.4"})
    void onlyTheRunOfALoggerHasThePipeAsInput() throws IOException {
        var tell = "say $0 $(readlink /proc/self/fd/0); ";
        try (var nitro = Launch.of(
                        service("a").run("nap").log("/no/matter/where/b//"),
                        service("b").setup(tell).run(tell + "exit 1").finish(tell))
                .start()) {
            nitro.said().awaitMatch("setup /dev/null$");
            nitro.said().awaitMatch("run pipe:");
            nitro.said().awaitMatch("finish /dev/null$");
        }
    }

    @Test
    @Spec({"1.6", "3.1"})
    void theErrorsOfLogGoWhereItsOutputGoes() throws IOException {
        try (var nitro =
                Launch.of(service("LOG").run("echo o; echo e >&2; " + SLEEP)).start()) {
            nitro.out().await("o");
            nitro.out().await("e");
            var process = nitro.process("LOG");
            process.awaitArguments(List.of("sleep", "1000"));
            assertEquals(nitro.root("out").toString(), process.descriptor(1));
            assertEquals(process.descriptor(1), process.descriptor(2));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plain,      Exec format error",
        "forbidden,  Permission denied",
        "directory,  Permission denied",
        "orphaned,   No such file or directory",
        "looping,    .*[Ss]ymbolic link.*"
    })
    @Spec({"1.5", "4.3", "1.4"})
    void aRunThatCannotBeExecutedIsFatal(String kind, String reason) throws IOException {
        var service = service("a").finish("say finish $#: $*");
        var broken = switch (kind) {
            case "plain" -> service.executable("run", "say a file without interpreter line\n");
            case "forbidden" -> service.file("run", "#!/bin/sh\n");
            case "directory" -> service.with("run", new Service.Entry.Directory());
            case "orphaned" -> service.executable("run", "#!/no/such/interpreter\n");
            case "looping" -> service.link("run", "run");
            default -> throw new AssertionError(kind);
        };
        try (var nitro = Launch.of(broken).start()) {
            nitro.events().await("a", FATAL);
            nitro.err().awaitMatch("^- nitro: can't exec a/run: " + reason + "$");
            nitro.said().await("finish 2: 111 0");
            assertEquals(-1, nitro.wire().query("a").wstatus());
        }
    }

    @Test
    @Spec({"4.3", "4.6"})
    void whatIsFatalStartsAgainByCommandOnly() throws IOException {
        try (var nitro = Launch.of(service("a").file("run", "")).start()) {
            nitro.events().await("a", FATAL);
            nitro.remove("a/run");
            nitro.add(service("a").run(SLEEP));
            nitro.wire().rescan();
            assertEquals(FATAL, nitro.wire().state("a"));
            nitro.wire().up("a");
            nitro.events().await("a", STARTING, UP);
            nitro.wire().down("a");
            nitro.events().await("a", DOWN);
        }
    }
}
