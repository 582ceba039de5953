package nitro.ctl;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nitro.ctl.ProcessTable.Process;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.spat.Message.Service;

/**
 * What the processes of services use, from one look at /proc to the next: all that descend from a service's process, or are
 * left in its session. Where nitro's processes cannot be seen, nothing is known.
 */
final class Usage {
    /** USER_HZ, in which /proc counts time: 100 on every architecture that we run on (time(7)). */
    private static final int TICKS = 100;

    /** Of a service: percent of one processor since the look before, -1 at the first; and resident bytes. */
    record Load(double cpu, long memory) {}

    private static final Load UNKNOWN = new Load(-1, -1);

    private final Posix posix;
    private final long page;
    private Map<Integer, Long> before = Map.of();
    private long when = -1;
    private Map<String, Load> loads = Map.of();

    Usage(Posix posix) {
        this.posix = posix;
        page = pageSize(posix);
    }

    /** What is known of a service since the last {@link #look}. */
    Load of(String service) {
        return loads.getOrDefault(service, UNKNOWN);
    }

    /** @param nitro the pid that nitro has for itself */
    void look(List<Service> services, int nitro) {
        ProcessTable table = ProcessTable.read(posix);
        long now = posix.now();
        Map<Integer, Long> ticks = new HashMap<>();
        Map<String, Load> found = new HashMap<>();
        for (Service service : services) {
            int pid = service.status().pid();
            if (pid == 0 || !table.isChild(pid, nitro)) {
                continue;
            }
            long used = 0;
            long memory = 0;
            for (Process process : table.tree(pid)) {
                ticks.put(process.pid(), process.ticks());
                used += process.ticks() - before.getOrDefault(process.pid(), 0L);
                memory += process.pages() * page;
            }
            double seconds = (now - when) / 1000.0;
            boolean first = when < 0 || seconds <= 0 || !before.containsKey(pid);
            found.put(service.name(), new Load(first ? -1 : Math.max(0, 100.0 * used / TICKS / seconds), memory));
        }
        before = ticks;
        when = now;
        loads = found;
    }

    /** That of the kernel, as it tells of the first of our own pages; 4096 if it does not. */
    private static long pageSize(Posix posix) {
        try {
            String maps = new String(posix.head("/proc/self/smaps", 4096), StandardCharsets.ISO_8859_1);
            String key = "KernelPageSize:";
            int begin = maps.indexOf(key);
            int end = maps.indexOf(" kB", begin);
            if (begin >= 0 && end > begin) {
                return Long.parseLong(maps.substring(begin + key.length(), end).strip()) << 10;
            }
        } catch (ErrnoException | NumberFormatException _) {
            // Most have this one.
        }
        return 4096;
    }
}
