package nitro.ctl.show;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nitro.ctl.screen.TopScreen.Row;
import nitro.posix.ClientPosix;
import nitro.proc.Usage;
import nitro.spat.Message.Service;

/** The use of resources by services, as {@code nitroctl top} shows it: measured at once and again after a while. */
public final class ServiceUsage {
    /** Milliseconds after the first look, which knows only what was used since processes were started. */
    public static final long SECOND_LOOK_MS = 500;

    private final Usage usage;

    public ServiceUsage(ClientPosix posix) {
        usage = new Usage(posix);
    }

    /** @param nitro the pid that nitro has for itself */
    public void look(List<Service> services, int nitro) {
        Map<String, Integer> processes = new HashMap<>();
        for (Service service : services) {
            processes.put(service.name(), service.status().pid());
        }
        usage.look(processes, nitro);
    }

    /** Services with what they used at the last {@link #look}. */
    public List<Row> rows(List<Service> services) {
        List<Row> rows = new ArrayList<>();
        for (Service service : services) {
            boolean runs = service.status().pid() != 0;
            Usage.Load load = usage.of(service.name());
            rows.add(new Row(service, runs ? load.cpu() : -1, runs ? load.memory() : -1));
        }
        return rows;
    }
}
