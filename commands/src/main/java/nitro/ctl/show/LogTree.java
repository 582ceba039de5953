package nitro.ctl.show;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.DetailCache;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Loggers;
import nitro.ctl.reach.Task;
import nitro.ctl.screen.Appearance;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.spat.Message.Service;
import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/** Prints who logs to whom, each service below its logger, and the instances of each template. */
public final class LogTree implements Task {
    /** The root of the tree: nitro itself, which reads from no service and is not one. */
    private static final String NITRO = "";

    private final PrintStream out;
    private final @Nullable Style style;
    private final Map<String, State> states = new TreeMap<>();
    private final Map<String, List<String>> producers = new TreeMap<>();
    private final Set<String> printed = new HashSet<>();

    /** @param style of the terminal that {@code out} goes to; null: it goes to none */
    public LogTree(PrintStream out, @Nullable Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void run(Client client) throws Failure {
        List<Service> services = client.services();
        for (Service service : services) {
            states.put(service.name(), service.status().state());
        }
        new Loggers(services, new DetailCache(client))
                .byService()
                .forEach((name, logger) -> producers
                        .computeIfAbsent(states.containsKey(logger) ? logger : NITRO, _ -> new ArrayList<>())
                        .add(name));
        List<String> templates = client.templates();
        out.print("nitro's standard output\n");
        below(NITRO, "");
        for (String name : states.keySet()) {
            if (!printed.contains(name)) { // only a circle is below nothing
                out.print("log loop\n");
                print(name, "", true);
            }
        }
        for (String template : templates) {
            List<String> instances = states.keySet().stream()
                    .filter(name -> name.startsWith(template))
                    .toList();
            out.print(template + ": " + (instances.isEmpty() ? "no instance" : String.join(" ", instances)) + "\n");
        }
    }

    private void below(String logger, String indent) {
        List<String> names = producers.getOrDefault(logger, List.of());
        for (String name : names) {
            print(name, indent, name.equals(names.getLast()));
        }
    }

    private String described(String name) {
        State state = states.getOrDefault(name, State.DOWN);
        return style == null ? name + " (" + state + ")" : Text.bytes(Appearance.described(name, state, style));
    }

    private void print(String name, String indent, boolean last) {
        boolean again = !printed.add(name);
        out.print(indent + (last ? "`- " : "|- ") + described(name) + (again ? " again" : "") + "\n");
        if (!again) {
            below(name, indent + (last ? "   " : "|  "));
        }
    }
}
