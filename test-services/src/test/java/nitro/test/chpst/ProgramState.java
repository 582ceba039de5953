package nitro.test.chpst;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that /proc tells of a process that its program could depend on. */
final class ProgramState {
    private static final List<String> STATUS = List.of(
            "Umask",
            "Uid",
            "Gid",
            "Groups",
            "SigBlk",
            "SigIgn",
            "SigPnd",
            "ShdPnd",
            "CapInh",
            "CapPrm",
            "CapEff",
            "CapBnd",
            "CapAmb",
            "NoNewPrivs",
            "Seccomp",
            "Cpus_allowed_list",
            "Mems_allowed_list",
            "TracerPid",
            "THP_enabled",
            "Threads");
    private static final List<String> FILES =
            List.of("oom_score_adj", "coredump_filter", "timerslack_ns", "personality");

    static final String NUMBER_OF_LOCK = "lock's number";

    private final Path directory;
    private final long pid;
    private final SortedMap<String, String> state = new TreeMap<>();

    private ProgramState(long pid) {
        this.pid = pid;
        directory = Path.of("/proc/" + pid);
    }

    static SortedMap<String, String> of(long pid) throws IOException {
        ProgramState state = new ProgramState(pid);
        state.status();
        state.stat();
        state.limits();
        state.strings();
        state.links();
        state.descriptors();
        return state.state;
    }

    private String text(String name) throws IOException {
        return new String(Files.readAllBytes(directory.resolve(name)), ISO_8859_1);
    }

    private void status() throws IOException {
        for (String line : text("status").split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && STATUS.contains(line.substring(0, colon))) {
                state.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        for (String name : FILES) {
            state.put(name, text(name).strip());
        }
    }

    /** Fields as proc(5) counts them. */
    private void stat() throws IOException {
        String text = text("stat");
        String[] fields = ("- - " + text.substring(text.lastIndexOf(')') + 2)).split(" ", -1);
        state.put("group", leads(fields[4]));
        state.put("session", leads(fields[5]));
        state.put("terminal", fields[6]);
        state.put("priority", fields[17]);
        state.put("nice", fields[18]);
        state.put("real-time priority", fields[39]);
        state.put("scheduling", fields[40]);
    }

    private String leads(String leader) {
        return leader.equals(Long.toString(pid)) ? "led" : leader;
    }

    private void limits() throws IOException {
        for (String line : text("limits").split("\n", -1)) {
            String[] columns = line.split(" {2,}", -1);
            if (columns.length > 2) {
                state.put("limit " + columns[0], columns[1] + " of " + columns[2]);
            }
        }
    }

    private void strings() throws IOException {
        state.put("arguments", text("cmdline").replace('\0', '|'));
        state.put(
                "environment",
                String.join(
                        "|",
                        List.of(text("environ").split("\0", -1)).stream()
                                .sorted()
                                .toList()));
    }

    private void links() throws IOException {
        for (String name : List.of("cwd", "root", "exe")) {
            state.put(name, Files.readSymbolicLink(directory.resolve(name)).toString());
        }
    }

    private void descriptors() throws IOException {
        try (var links = Files.list(directory.resolve("fd"))) {
            for (Path link : links.toList()) {
                String target = Files.readSymbolicLink(link).toString();
                String name = link.getFileName().toString();
                String info = text("fdinfo/" + name);
                if (target.endsWith(".lock")) {
                    state.put(NUMBER_OF_LOCK, name);
                    name = "lock";
                }
                state.put(
                        "descriptor " + name,
                        target + " "
                                + info.lines()
                                        .filter(l -> l.startsWith("flags"))
                                        .toList() + (info.contains("FLOCK") ? " locked" : ""));
            }
        }
    }
}
