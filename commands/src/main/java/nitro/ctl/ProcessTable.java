package nitro.ctl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;

/** The processes that /proc shows at one moment, by pid; none where it is not mounted. See proc(5). */
final class ProcessTable {
    private static final int STAT_LENGTH = 512;
    private static final int COMMAND_LENGTH = 4096;

    /** Of the fields behind the name in /proc/PID/stat. */
    private static final int PARENT = 1;

    private static final int SESSION = 3;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int RESIDENT = 21;

    /**
     * One process.
     *
     * @param name as the kernel has it, cut after 15 bytes
     * @param depth how far it is from the first one, in {@link #tree}
     * @param ticks of processor time that it has used
     * @param pages of memory that are resident
     */
    record Process(int pid, int parent, int session, String name, int depth, long ticks, long pages) {}

    private final Map<Integer, Process> byPid = new LinkedHashMap<>();
    private final ClientPosix posix;

    private ProcessTable(ClientPosix posix) {
        this.posix = posix;
    }

    static ProcessTable empty(ClientPosix posix) {
        return new ProcessTable(posix);
    }

    static ProcessTable read(ClientPosix posix) {
        ProcessTable table = new ProcessTable(posix);
        List<Integer> pids = new ArrayList<>();
        try {
            for (String name : posix.list("/proc")) {
                if (name.charAt(0) >= '1' && name.charAt(0) <= '9') {
                    pids.add(Integer.valueOf(name));
                }
            }
        } catch (ErrnoException e) {
            return table;
        }
        pids.sort(null);
        pids.forEach(table::add);
        return table;
    }

    private void add(int pid) {
        String stat = text(pid, "stat", STAT_LENGTH);
        int end = stat.lastIndexOf(')'); // the name may have any bytes in it
        if (end >= 0) {
            String[] fields = stat.substring(end + 2).split(" ", -1);
            int parent = Integer.parseInt(fields[PARENT]);
            int session = Integer.parseInt(fields[SESSION]);
            String name = stat.substring(stat.indexOf('(') + 1, end);
            long ticks = number(fields, USER_TIME) + number(fields, SYSTEM_TIME);
            byPid.put(pid, new Process(pid, parent, session, name, 0, ticks, number(fields, RESIDENT)));
        }
    }

    private static long number(String[] fields, int which) {
        return which < fields.length ? Long.parseLong(fields[which]) : 0;
    }

    /** Its arguments, separated by spaces; its name in brackets if it has none. */
    String command(Process process) {
        String command = text(process.pid, "cmdline", COMMAND_LENGTH);
        int end = command.length();
        while (end > 0 && command.charAt(end - 1) == '\0') {
            end--;
        }
        return end == 0 ? "[" + process.name + "]" : command.substring(0, end).replace('\0', ' ');
    }

    /** A file of a process; nothing if it has ended. */
    private String text(int pid, String file, int length) {
        try {
            return new String(posix.head("/proc/" + pid + "/" + file, length), StandardCharsets.ISO_8859_1);
        } catch (ErrnoException e) {
            return "";
        }
    }

    /** Whether the process is a child of the other: if not, these are not the pids that somebody else told. */
    boolean isChild(int pid, int parent) {
        Process process = byPid.get(pid);
        return process != null && process.parent == parent;
    }

    /** The process, its descendants, and what else is left of its session, each behind its parent. */
    List<Process> tree(int pid) {
        List<Process> tree = new ArrayList<>();
        append(tree, pid, 0);
        for (Process process : byPid.values()) {
            boolean there = tree.stream().anyMatch(one -> one.pid == process.pid);
            Process parent = byPid.get(process.parent);
            boolean top = parent == null || parent.session != pid;
            if (process.session == pid && !there && top) {
                append(tree, process.pid, 1);
            }
        }
        return tree;
    }

    private void append(List<Process> tree, int pid, int depth) {
        Process process = byPid.get(pid);
        if (process == null) {
            return;
        }
        tree.add(new Process(pid, process.parent, process.session, process.name, depth, process.ticks, process.pages));
        for (Process child : byPid.values()) {
            if (child.parent == pid) {
                append(tree, child.pid, depth + 1);
            }
        }
    }
}
