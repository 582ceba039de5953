package nitro.test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.FileWatch;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Proc;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A tree of ten services written for runit, which runs as it is: beside runsvdir, where that is installed. */
class RunitTreeIT {
    /** Makes the tree in the working directory, which is the services directory; what is linked lies beside it. */
    private static final String TREE = """
            put() { mkdir -p "${1%/*}"; printf '#!/bin/sh\\n%s\\n' "$2" >"$1"; chmod +x "$1"; }
            logger() { put "$1/log/run" 'mkdir -p main; command -v svlogd >/dev/null && exec svlogd ./main; exec nitro-log ./main'; }
            put web/run 'exec 2>&1; trap "echo web ends; kill \\$child; exit 0" TERM; echo web begins
            sleep 1001 & child=$!; wait'
            logger web
            put db/run 'echo db begins; exec sleep 1002'
            put db/finish 'echo "db finish $1 $2"'
            logger db
            put idle/run 'exec sleep 1003'; : >idle/down
            put conf/run '. ./conf; exec sleep "$SECONDS_TO_SLEEP"'; echo SECONDS_TO_SLEEP=1004 >conf/conf
            put ctl/run 'exec sleep 1005'; put ctl/control/t 'exit 1'; put ctl/control/h 'exit 0'
            put chk/run 'echo chk begins; exec sleep 1006'; put chk/check 'exit 0'
            logger chk; put chk/log/finish 'exit 0'
            put ../linked/run 'echo linked begins; exec sleep 1007'; ln -s ../linked linked
            mkdir ../linked/log; ln -s ../../sv/web/log/run ../linked/log/run
            put flaky/run 'test -e started && echo again && exec sleep 1008; : >started; echo first; exit 1'
            logger flaky
            put env/run 'exec chpst -e ./env sh -c "exec sleep \\$N"'; mkdir env/env; echo 1009 >env/env/N
            put quiet/run 'exec >/dev/null; exec sleep 1010'; mkdir quiet/supervise
            """;

    private static final String LOGGER = "logger";

    private static final List<String> PROCESSES = List.of(
            "sv/chk: sleep 1006",
            "sv/chk/log: logger",
            "sv/conf: sleep 1004",
            "sv/ctl: sleep 1005",
            "sv/db: sleep 1002",
            "sv/db/log: logger",
            "sv/env: sleep 1009",
            "sv/flaky: sleep 1008",
            "sv/flaky/log: logger",
            "linked: sleep 1007",
            "linked/log: logger",
            "sv/quiet: sleep 1010",
            "sv/web: sh",
            "sv/web: sleep 1001",
            "sv/web/log: logger");

    private static final Map<String, String> LOGS = new TreeMap<>(Map.of(
            "sv/chk", "chk begins\n",
            "sv/db", "db begins\ndb finish -1 15\n",
            "linked", "linked begins\n",
            "sv/flaky", "first\nagain\n",
            "sv/web", "web begins\nweb ends\n"));

    private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin:" + Nitro.BIN;

    private static void make(Path services) throws IOException {
        Commands.system("sh", "-c", "cd \"$0\"\n" + TREE, services.toString());
    }

    /** The programs that have their working directory below this one, but for the supervisors. */
    private static List<String> processes(Path root) throws IOException {
        Path real = root.toRealPath();
        List<String> found = new ArrayList<>();
        try (var all = Files.list(Path.of("/proc"))) {
            for (Path process :
                    all.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
                Proc proc = new Proc(Long.parseLong(process.getFileName().toString()));
                try {
                    Path at = proc.directory();
                    List<String> arguments = proc.arguments();
                    if (at.startsWith(real) && !at.equals(real) && !at.equals(real.resolve("sv"))) {
                        add(found, real.relativize(at), arguments);
                    }
                } catch (IOException e) {
                    // it has ended, or is not ours
                }
            }
        }
        found.sort(Comparator.comparing((String line) -> line.substring(line.lastIndexOf('/') + 1))
                .thenComparing(Comparator.naturalOrder()));
        return found;
    }

    private static void add(List<String> found, Path at, List<String> arguments) {
        String program = arguments.isEmpty()
                ? ""
                : Path.of(arguments.getFirst()).getFileName().toString();
        if (at.endsWith("main")) { // where a logger may work
            found.add(at.getParent() + ": " + LOGGER);
        } else if (at.endsWith("log")) {
            found.add(at + ": " + LOGGER);
        } else if (!program.equals("runsv")) {
            found.add(at + ": " + (program.equals("sleep") ? "sleep " + arguments.getLast() : "sh"));
        }
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static void awaitProcesses(Path root, List<String> expected) throws IOException {
        List<List<String>> last = new ArrayList<>(List.of(List.of()));
        FileWatch.await(
                root,
                () -> {
                    try {
                        last.set(0, sorted(processes(root)));
                    } catch (IOException e) {
                        return false;
                    }
                    return last.getFirst().equals(sorted(expected));
                },
                () -> "expected " + sorted(expected) + "\nbut found " + last.getFirst());
    }

    private static Map<String, String> logs(Path root) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (String service : LOGS.keySet()) {
            found.put(service, Files.readString(root.resolve(service).resolve("log/main/current"), ISO_8859_1));
        }
        return found;
    }

    @Test
    @Spec("9.10")
    void runsUnchanged() throws IOException {
        try (var nitro = Launch.of()
                .environment("PATH", PATH)
                .prepare(root -> make(root.resolve("sv")))
                .start()) {
            Path root = nitro.root(".");
            nitro.events().await("db", UP);
            nitro.events().await("db.log", UP);
            awaitProcesses(root, PROCESSES);
            assertEquals(DOWN, nitro.wire().state("idle"));
            nitro.signal("TERM");
            assertEquals(0, nitro.exit());
            assertEquals(LOGS, logs(root));
            assertEquals(List.of(), processes(root));
        }
    }

    /** What the lists of this class say of nitro holds for runit. */
    @Test
    void runsvdirDoesTheSame() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/runsvdir")), "no runsvdir here");
        Path root = Files.createTempDirectory("runit");
        Path services = Files.createDirectory(root.resolve("sv"));
        make(services);
        var runit = Commands.start(Map.of("PATH", PATH), "runsvdir", services.toString());
        try {
            awaitProcesses(root, PROCESSES);
        } finally {
            runit.proc().kill("HUP");
            runit.result();
        }
        awaitProcesses(root, List.of());
        assertEquals(LOGS, logs(root));
        Commands.system("rm", "-r", root.toString());
    }
}
