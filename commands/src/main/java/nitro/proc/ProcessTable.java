package nitro.proc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a nitro's services as /proc shows them; none where it is not mounted. See proc(5).
 *
 * <p>A process is looked at when it is asked for, and once. Whose children it has the kernel tells, of each thread; where it
 * does not (CONFIG_PROC_CHILDREN), all processes that there are say whose child they are.
 */
public final class ProcessTable {
    private static final int COMMAND_LENGTH = 4096;
    private static final int LONGEST_LIST = 1 << 22;

    /**
     * One process. Times are in the kernel's ticks, 100 a second.
     *
     * @param name as the kernel has it, cut after 15 bytes
     * @param depth how far it is from the first one, in {@link #tree}
     * @param start when it was started, since boot
     * @param used processor time of its own
     * @param waited that of its children that it has waited for, and of theirs
     * @param pages of memory that are resident
     */
    public record Process(
            int pid,
            int parent,
            int session,
            String name,
            int depth,
            int threads,
            long start,
            long used,
            long waited,
            long pages) {
        private Process at(int depth) {
            return new Process(pid, parent, session, name, depth, threads, start, used, waited, pages);
        }
    }

    private final ClientPosix posix;
    private final int nitro;
    private final boolean listed;
    private final Map<Integer, Process> seen = new HashMap<>();
    /** Children by parents, where the kernel does not list them. */
    private @Nullable Map<Integer, List<Integer>> scanned;
    /** Children of nitro that lead no session of their own, by sessions. */
    private @Nullable Map<Integer, List<Process>> left;

    /** @param nitro the pid that nitro has for itself */
    public ProcessTable(ClientPosix posix, int nitro) {
        this.posix = posix;
        this.nitro = nitro;
        listed = isListed(posix);
    }

    private static boolean isListed(ClientPosix posix) {
        try {
            int self = posix.getpid();
            posix.head("/proc/" + self + "/task/" + self + "/children", 1);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** Whether it is a child of nitro: if not, these are not the pids that nitro knows. */
    public boolean isServices(int pid) {
        Process process = process(pid);
        return process != null && process.parent == nitro;
    }

    /** The process of a service, its descendants, and what else is left of its session, each behind its parent. */
    public List<Process> tree(int pid) {
        List<Process> tree = new ArrayList<>();
        Process first = process(pid);
        if (first != null) {
            append(tree, first, 0);
            for (Process process : left().getOrDefault(pid, List.of())) {
                append(tree, process, 1);
            }
        }
        return tree;
    }

    private void append(List<Process> tree, Process process, int depth) {
        tree.add(process.at(depth));
        for (Process child : children(process.pid)) {
            append(tree, child, depth + 1);
        }
    }

    /** The orphans of services: they are children of nitro, and still in the session of the service they came from. */
    private Map<Integer, List<Process>> left() {
        Map<Integer, List<Process>> found = left;
        if (found == null) {
            found = new HashMap<>();
            left = found;
            for (Process child : children(nitro)) {
                if (child.session != child.pid) {
                    found.computeIfAbsent(child.session, _ -> new ArrayList<>()).add(child);
                }
            }
        }
        return found;
    }

    private @Nullable Process process(int pid) {
        Process process = seen.get(pid);
        if (process == null) {
            process = read(pid);
            if (process != null) {
                seen.put(pid, process);
            }
        }
        return process;
    }

    private @Nullable Process read(int pid) {
        try {
            ProcessStat stat = ProcessStat.of(Integer.toString(pid), posix);
            return new Process(
                    pid,
                    stat.parent(),
                    (int) stat.number(ProcessStat.SESSION),
                    stat.name(),
                    0,
                    (int) stat.number(ProcessStat.THREADS),
                    stat.number(ProcessStat.START),
                    stat.number(ProcessStat.USER_TIME) + stat.number(ProcessStat.SYSTEM_TIME),
                    stat.number(ProcessStat.CHILDREN_USER_TIME) + stat.number(ProcessStat.CHILDREN_SYSTEM_TIME),
                    stat.number(ProcessStat.RESIDENT));
        } catch (ErrnoException e) {
            return null; // it has ended
        }
    }

    /** By pid. */
    private List<Process> children(int parent) {
        List<Process> children = new ArrayList<>();
        for (int pid : pidsOfChildren(parent)) {
            Process child = process(pid);
            if (child != null && child.parent == parent) {
                children.add(child);
            }
        }
        return children;
    }

    /** The pids of the children of a process, dead ones that were not reaped among them, in order. */
    public List<Integer> pidsOfChildren(int parent) {
        if (!listed) {
            return scan().getOrDefault(parent, List.of());
        }
        List<Integer> pids = new ArrayList<>();
        for (String thread : threads(parent)) {
            for (String pid : list(parent, thread).split(" ", -1)) {
                if (!pid.isEmpty()) {
                    pids.add(Integer.valueOf(pid));
                }
            }
        }
        pids.sort(null);
        return pids;
    }

    private List<String> threads(int pid) {
        Process process = process(pid);
        try {
            return process != null && process.threads <= 1
                    ? List.of(Integer.toString(pid))
                    : posix.list("/proc/" + pid + "/task");
        } catch (ErrnoException e) {
            return List.of(); // it has ended
        }
    }

    private String list(int pid, String thread) {
        String file = "task/" + thread + "/children";
        String list = text(pid, file, COMMAND_LENGTH);
        return list.length() < COMMAND_LENGTH ? list : text(pid, file, LONGEST_LIST);
    }

    private Map<Integer, List<Integer>> scan() {
        Map<Integer, List<Integer>> children = scanned;
        if (children == null) {
            children = new HashMap<>();
            scanned = children;
            for (int pid : all()) {
                Process process = process(pid);
                if (process != null) {
                    children.computeIfAbsent(process.parent, _ -> new ArrayList<>())
                            .add(pid);
                }
            }
        }
        return children;
    }

    private List<Integer> all() {
        List<Integer> pids = new ArrayList<>();
        try {
            for (String name : posix.list("/proc")) {
                if (name.charAt(0) >= '1' && name.charAt(0) <= '9') {
                    pids.add(Integer.valueOf(name));
                }
            }
        } catch (ErrnoException e) {
            // It is not mounted.
        }
        pids.sort(null);
        return pids;
    }

    /** Its arguments, separated by spaces; its name in brackets if it has none. */
    public String command(Process process) {
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
}
