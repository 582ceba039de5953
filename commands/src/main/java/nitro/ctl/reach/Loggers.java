package nitro.ctl.reach;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Service;
import nitro.spat.Request;

/**
 * The loggers of all services.
 *
 * @param services each with its logger, or nothing; sorted by name
 */
public record Loggers(Map<String, String> services) {
    /** Asks nitro for each of these services. */
    public static Loggers of(List<Service> services, Client client) throws Failure {
        Map<String, String> loggers = new TreeMap<>();
        for (Service service : services) {
            String name = service.name();
            loggers.put(name, client.ask(new Request.Detail(name)) instanceof Detail detail ? detail.logger() : "");
        }
        return new Loggers(loggers);
    }

    /**
     * The other services whose output ends in the log of {@code keeper}, without {@code service} and the loggers
     * between it and {@code keeper}.
     */
    public List<String> sharers(String service, String keeper) {
        Set<String> way = way(service);
        List<String> sharers = new ArrayList<>();
        for (String other : services.keySet()) {
            if (!way.contains(other) && way(other).contains(keeper)) {
                sharers.add(other);
            }
        }
        return sharers;
    }

    /** A service, its logger, the logger of that, and so on. */
    private Set<String> way(String service) {
        Set<String> way = new LinkedHashSet<>();
        for (String at = service; !at.isEmpty() && way.add(at); ) {
            at = services.getOrDefault(at, "");
        }
        return way;
    }
}
