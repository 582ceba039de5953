package nitro.proc;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;
import nitro.proc.ProcessTable.Process;

/**
 * The use of resources by the processes of services, from one look at /proc to the next: all that descend from a
 * service's process, or are
 * left in its session. Where nitro's processes cannot be seen, nothing is known.
 *
 * <p>Time is counted in the kernel's ticks, USER_HZ, which are 100 a second on every architecture that we run on (time(7)).
 */
public final class Usage {
    /**
     * The use of one service.
     *
     * @param cpu percent of one processor, since the look before or, if that was later, the start of its process; -1 if it
     *     is not known
     * @param memory resident bytes, what processes share counted for each; -1 if it is not known
     */
    public record Load(double cpu, long memory) {}

    private static final Load UNKNOWN = new Load(-1, -1);

    private final ClientPosix posix;
    private final long page;
    private Map<String, Map<Integer, Process>> before = Map.of();
    /** When that was, since boot. */
    private long when;

    private Map<String, Load> loads = Map.of();

    public Usage(ClientPosix posix) {
        this.posix = posix;
        page = pageSize(posix);
    }

    /** The use of a service as of the last {@link #look}. */
    public Load of(String service) {
        return loads.getOrDefault(service, UNKNOWN);
    }

    /**
     * @param services the process of each, 0 for none
     * @param nitro the pid that nitro has for itself
     */
    public void look(Map<String, Integer> services, int nitro) {
        ProcessTable table = new ProcessTable(posix, nitro);
        long now = sinceBoot(posix);
        Map<String, Map<Integer, Process>> seen = new HashMap<>();
        Map<String, Load> found = new HashMap<>();
        for (Map.Entry<String, Integer> service : services.entrySet()) {
            int pid = service.getValue();
            if (pid == 0 || !table.isServices(pid)) {
                continue;
            }
            List<Process> tree = table.tree(pid);
            long memory = 0;
            Map<Integer, Process> byPid = new HashMap<>();
            for (Process process : tree) {
                byPid.put(process.pid(), process);
                memory += process.pages() * page;
            }
            Map<Integer, Process> earlier = before.getOrDefault(service.getKey(), Map.of());
            long since = earlier.isEmpty() ? 0 : when;
            long start = tree.getFirst().start();
            long ticks = now - (start > now ? since : Math.max(since, start)); // a container's clock may be made up
            found.put(service.getKey(), new Load(100.0 * used(tree, earlier, since) / Math.max(1, ticks), memory));
            seen.put(service.getKey(), byPid);
        }
        before = seen;
        when = now;
        loads = found;
    }

    /**
     * Ticks that a tree has used since the look before. What a process has used that has ended meanwhile is its parent's, if
     * that has waited for it; so trees are compared, and not processes. That is less than was used where nobody waited: at least
     * it is what those have used that are still there.
     */
    private static long used(List<Process> tree, Map<Integer, Process> earlier, long since) {
        long then = 0;
        for (Process process : earlier.values()) {
            then += process.used() + process.waited();
        }
        long total = 0;
        long least = 0;
        for (Process process : tree) {
            long all = process.used() + process.waited();
            total += all;
            Process same = earlier.get(process.pid());
            if (same != null && same.start() == process.start()) {
                least += process.used() - same.used();
            } else if (process.start() >= since) {
                least += all;
            } else {
                then += all; // it was missed, or somebody else's
            }
        }
        return Math.max(total - then, least);
    }

    private static long sinceBoot(ClientPosix posix) {
        String uptime = text(posix, "/proc/uptime", 64); // seconds with two digits behind the point
        int end = uptime.indexOf(' ');
        try {
            return end < 0 ? 0 : Long.parseLong(uptime.substring(0, end).replace(".", ""));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The page size of the kernel, taken from our own first mapping; 4096 if that cannot be read. */
    private static long pageSize(ClientPosix posix) {
        String maps = text(posix, "/proc/self/smaps", 4096);
        String key = "KernelPageSize:";
        int begin = maps.indexOf(key);
        int end = maps.indexOf(" kB", begin);
        return begin < 0 || end < begin
                ? 4096
                : Long.parseLong(maps.substring(begin + key.length(), end).strip()) << 10;
    }

    private static String text(ClientPosix posix, String path, int length) {
        try {
            return new String(posix.head(path, length), StandardCharsets.ISO_8859_1);
        } catch (ErrnoException e) {
            return "";
        }
    }
}
