package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.ONESHOT;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.FileWatch;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories that nobody would write on purpose: one service's files never stop another service. */
class HostileIT {
    @Test
    @Spec({"1.2", "1.3", "4.3"})
    void unreadableServices() throws IOException {
        try (var nitro = Launch.of(
                        sleeper("closed"),
                        sleeper("unlistable"),
                        service("secret").executable("run", "#!/bin/sh\n" + SLEEP),
                        sleeper("a"))
                .through(Commands.unprivileged())
                .prepare(root -> Commands.system(
                        "sh", "-c", "cd \"$0/sv\"; chmod 0 closed secret/run; chmod 311 unlistable", root.toString()))
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.events().await("unlistable", STARTING);
            nitro.events().await("secret", FATAL);
            assertEquals(0, nitro.wire().query("closed").pid());
            nitro.err().awaitMatch("^- nitro: .*closed.*Permission denied");
            nitro.err().awaitMatch("^- nitro: can't exec secret/run: Permission denied");
            nitro.shell("chmod 755 closed secret/run unlistable");
            nitro.wire().up("closed");
            nitro.events().await("closed", STARTING);
            nitro.wire().restart("secret");
            nitro.events().await("secret", STARTING);
        }
    }

    @Test
    @Spec({"4.8", "7.5"})
    void anUnreadableServicesDirectoryIsLookedAtAgain() throws IOException {
        try (var nitro =
                Launch.of(sleeper("a")).through(Commands.unprivileged()).start()) {
            nitro.events().await("a", STARTING);
            nitro.add(sleeper("b"));
            nitro.shell("chmod 0 .");
            nitro.wire().rescan();
            nitro.err().awaitMatch("^- nitro: .*services directory.*Permission denied");
            nitro.events().await("a", UP);
            Commands.system("chmod", "755", nitro.services().toString());
            nitro.events().await("b", STARTING); // nobody asked again
        }
    }

    /** Nobody waits for them. */
    @Test
    @Spec({"1.4", "4.4"})
    void fifosInPlaceOfFiles() throws IOException {
        try (var nitro = Launch.of(service("a").run("trap 'say hup' HUP; say run; nap; nap"), service("b"))
                .prepare(root -> Commands.system(
                        "sh",
                        "-c",
                        "cd \"$0/sv\"; mkfifo a/notification-fd a/down-signal a/log a/finish a/down-group b/run",
                        root.toString()))
                .start()) {
            nitro.events().await("a", STARTING, UP);
            nitro.events().await("b", FATAL);
            assertEquals(0, nitro.ctl("-t", "50", "status", "a").exit());
            assertEquals(1, nitro.ctl("check-dir", nitro.services().toString()).exit());
            assertEquals(0, nitro.ctl("-t", "50", "stop", "a").exit());
            nitro.err().awaitMatch("^- nitro: can't exec a/finish: Permission denied");
        }
    }

    @Test
    @Spec({"1.3", "1.4", "4.3"})
    void linksToNowhere() throws IOException {
        try (var nitro = Launch.of(
                        service("norun").link("run", "nowhere"),
                        service("shot").setup("true").link("run", "nowhere"),
                        service("circle").link("run", "run"),
                        sleeper("logless").link("log", "nowhere/at/all"),
                        sleeper("selflog").link("log", "log"),
                        sleeper("rootlog").link("log", "/"),
                        sleeper("linked").link("down-signal", "nowhere").link("notification-fd", "nowhere"))
                .start()) {
            nitro.events().await("shot", ONESHOT);
            nitro.events().await("circle", FATAL);
            for (var name : List.of("logless", "selflog", "rootlog", "linked")) {
                nitro.events().await(name, STARTING, UP);
            }
            nitro.err().await("- nitro: no such service: norun");
            assertFalse(nitro.wire().list().containsKey("norun"));
        }
    }

    @Test
    @Spec("1.4")
    void directoriesInPlaceOfFiles() throws IOException {
        var service = service("a");
        for (var file : List.of("finish", "log", "down-signal", "down-group", "notification-fd")) {
            service = service.with(file, new Service.Entry.Directory());
        }
        try (var nitro = Launch.of(service.run(SLEEP), sleeper("b").with("down", new Service.Entry.Directory()))
                .start()) {
            nitro.events().await("a", STARTING, UP);
            nitro.wire().down("a");
            nitro.events().await("a", DOWN);
            assertEquals(DOWN, nitro.wire().state("b"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "99999999999999999999999999",
                "\0\0\0",
                "3\0004",
                "three",
                "\n\n7\n",
                "0x10",
                "1e3",
                "65536"
            })
    @Spec("4.4")
    void nonsenseInNotificationFd(String text) throws IOException {
        try (var nitro = Launch.of(sleeper("a").file("notification-fd", text), sleeper("b"))
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.events().await("b", STARTING, UP);
            nitro.wire().ready("a");
            nitro.events().await("a", UP);
        }
    }

    @Test
    @Spec({"4.3", "4.10", "3.2"})
    void oneHundredLoggersAndSixtyFourDescriptors() throws IOException {
        var services = new ArrayList<Service>();
        for (int i = 0; i < 100; i++) {
            services.add(service("s" + (100 + i)).run("echo line; nap"));
        }
        services.add(service("LOG@").run("exec cat >/dev/null"));
        try (var nitro = Launch.of(services.toArray(Service[]::new))
                .after("ulimit -n 64")
                .start()) {
            nitro.err().awaitMatch("^- nitro: .*(Too many open files|No file descriptors available)");
            // so many start that of their events some are lost (spec 5.6): what is so is asked for
            FileWatch.await(nitro.services(), () -> isUp(nitro, "s100"), () -> "s100 is not up");
            assertEquals("64 64 files", nitro.proc().limit("Max open files"));
            assertTrue(nitro.wire().state("LOG@s100") == UP || nitro.wire().state("LOG@s100") == STARTING);
            long kept = nitro.wire().pid("s100");

            // what is lacking is there again when others are gone
            var started = running(nitro);
            started.remove("s100");
            assertTrue(!started.isEmpty() && started.size() < 99, started.size() + " run");
            nitro.shell("rm -r " + String.join(" ", started));
            nitro.wire().rescan();
            started.add("s100");
            FileWatch.await(
                    nitro.services(),
                    () -> !started.containsAll(running(nitro)),
                    () -> "none but " + started + " runs");
            assertEquals(kept, nitro.wire().pid("s100"));
        }
    }

    private static boolean isUp(Nitro nitro, String service) {
        try {
            return nitro.wire().state(service) == UP;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The services, but for loggers, that have a process and a directory. */
    private static Set<String> running(Nitro nitro) {
        var names = new HashSet<String>();
        try {
            for (var process : nitro.proc().children()) {
                try {
                    var name = process.directory().getFileName().toString();
                    if (name.matches("s\\d+")) {
                        names.add(name);
                    }
                } catch (IOException e) {
                    // it has ended
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
