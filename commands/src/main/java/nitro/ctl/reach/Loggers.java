package nitro.ctl.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Service;

/** The loggers of all services. */
public final class Loggers {
    private final Map<String, String> loggers = new TreeMap<>();
    /** Each logger with all whose output comes to it, itself too; those by name. */
    private final Map<String, List<String>> writers = new HashMap<>();

    /** Asks nitro for each of these services. */
    public Loggers(List<Service> services, DetailCache details) throws Failure {
        for (Service service : services) {
            String name = service.name();
            loggers.put(name, details.answer(name) instanceof Detail detail ? detail.logger() : "");
        }
        for (String name : loggers.keySet()) {
            for (String logger : way(name)) {
                writers.computeIfAbsent(logger, _ -> new ArrayList<>()).add(name);
            }
        }
    }

    /** Each service with its logger, or nothing; sorted by name. */
    public Map<String, String> byService() {
        return loggers;
    }

    /**
     * The other services whose output ends in the log of {@code keeper}, without {@code service} and the loggers
     * between it and {@code keeper}.
     */
    public List<String> sharers(String service, String keeper) {
        List<String> sharers = new ArrayList<>(writers.getOrDefault(keeper, List.of()));
        sharers.removeAll(way(service));
        return sharers;
    }

    /** A service, its logger, the logger of that, and so on. */
    private Set<String> way(String service) {
        Set<String> way = new LinkedHashSet<>();
        for (String at = service; !at.isEmpty() && way.add(at); ) {
            at = loggers.getOrDefault(at, "");
        }
        return way;
    }
}
