package nitro.ctl.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.DetailCache;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Loggers;
import nitro.spat.Message;
import nitro.spat.Message.Needs;
import nitro.spat.Message.Service;
import nitro.spat.Request;
import nitro.spat.State;

/** The needs among the services of a nitro, by name (spec needs 3.2). */
final class NeedsGraph {
    /** An edge to another service: how it is called in a tree and in JSON. */
    record Edge(String kind, String to) {}

    static final String REQUIRES = "requires";
    static final String WANTS = "wants";
    static final String AFTER = "after";
    static final String CONFLICTS = "conflicts";
    static final String LOGS_TO = "logs_to";

    private static final Needs NONE = new Needs(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private final Map<String, State> states = new TreeMap<>();
    private final Map<String, Needs> needs = new TreeMap<>();
    private final Map<String, String> loggers;

    /** Asks for the needs of each service; without them, as from an older nitro, there are only loggers. */
    NeedsGraph(Client client) throws Failure {
        List<Service> services = client.services();
        for (Service service : services) {
            String name = service.name();
            states.put(name, service.status().state());
            Message answer = client.ask(new Request.Needs(name));
            needs.put(name, answer instanceof Needs known ? known : NONE);
        }
        loggers = new LinkedHashMap<>(new Loggers(services, new DetailCache(client)).byService());
    }

    List<String> names() {
        return List.copyOf(states.keySet());
    }

    State stateOf(String name) {
        return states.getOrDefault(name, State.DOWN);
    }

    boolean has(String name) {
        return states.containsKey(name);
    }

    Needs needsOf(String name) {
        return needs.getOrDefault(name, NONE);
    }

    /** The service that it logs to; empty if that is none. */
    String loggerOf(String name) {
        String logger = loggers.getOrDefault(name, "");
        return states.containsKey(logger) ? logger : "";
    }

    List<Edge> edges(String name) {
        Needs own = needsOf(name);
        List<Edge> edges = new ArrayList<>();
        own.requires().forEach(to -> edges.add(new Edge(REQUIRES, to)));
        own.wants().forEach(to -> edges.add(new Edge(WANTS, to)));
        own.after().forEach(to -> edges.add(new Edge(AFTER, to)));
        own.conflicts().forEach(to -> edges.add(new Edge(CONFLICTS, to)));
        if (!loggerOf(name).isEmpty()) {
            edges.add(new Edge(LOGS_TO, loggerOf(name)));
        }
        return edges;
    }
}
