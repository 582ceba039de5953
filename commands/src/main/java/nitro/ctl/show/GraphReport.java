package nitro.ctl.show;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Complaints;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.NearMiss;
import nitro.ctl.reach.Task;
import nitro.ctl.screen.Appearance;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.ctl.show.NeedsGraph.Edge;
import nitro.text.Json;
import org.jspecify.annotations.Nullable;

/** Prints who needs whom: as a tree, for Graphviz, or as JSON (spec needs 3.2). */
public final class GraphReport implements Task {
    /** The forms in which the graph is printed. */
    public enum Form {
        TREE,
        DOT,
        JSON
    }

    /** A line of the tree that is still to be printed, with what stands before it. */
    private record Branch(Edge edge, String before, String below) {}

    private final List<String> names;
    private final Form form;
    private final PrintStream out;
    private final @Nullable Style style;
    private final Complaints complaints;

    /**
     * @param names the services to begin with; empty for all
     * @param style of the terminal that {@code out} goes to; null: it goes to none
     */
    public GraphReport(List<String> names, Form form, PrintStream out, @Nullable Style style, Complaints complaints) {
        this.names = names;
        this.form = form;
        this.out = out;
        this.style = style;
        this.complaints = complaints;
    }

    @Override
    public void run(Client client) throws Failure {
        NeedsGraph graph = new NeedsGraph(client);
        List<String> first = new ArrayList<>();
        for (String name : names) {
            if (graph.has(name)) {
                first.add(name);
            } else {
                complaints.add(NearMiss.of(name, client));
            }
        }
        if (!names.isEmpty() && first.isEmpty()) {
            return;
        }
        switch (form) {
            case TREE -> tree(graph, first);
            case DOT -> dot(graph, reachable(graph, first));
            case JSON -> json(graph, reachable(graph, first));
        }
    }

    /** The services that can be reached from some; all if there are none of these. */
    private static Set<String> reachable(NeedsGraph graph, List<String> first) {
        Set<String> found = new TreeSet<>(first.isEmpty() ? graph.names() : first);
        List<String> open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            for (Edge edge : graph.edges(open.removeLast())) {
                if (graph.has(edge.to()) && found.add(edge.to())) {
                    open.add(edge.to());
                }
            }
        }
        return found;
    }

    /** Each service that no other needs, and below it what it needs; then those in circles. */
    private void tree(NeedsGraph graph, List<String> first) {
        Set<String> printed = new HashSet<>();
        List<String> roots = first.isEmpty() ? roots(graph) : first;
        for (String root : roots) {
            print(graph, root, printed);
        }
        if (first.isEmpty()) {
            for (String name : graph.names()) {
                if (!printed.contains(name)) {
                    print(graph, name, printed);
                }
            }
        }
    }

    private static List<String> roots(NeedsGraph graph) {
        Set<String> needed = new HashSet<>();
        for (String name : graph.names()) {
            graph.edges(name).forEach(edge -> needed.add(edge.to()));
        }
        return graph.names().stream().filter(name -> !needed.contains(name)).toList();
    }

    private void print(NeedsGraph graph, String root, Set<String> printed) {
        out.print(described(graph, root) + "\n");
        List<Branch> open = new ArrayList<>();
        if (printed.add(root)) {
            push(graph, root, "", open);
        }
        while (!open.isEmpty()) {
            Branch branch = open.removeLast();
            String to = branch.edge.to();
            boolean follow = !branch.edge.kind().equals(NeedsGraph.CONFLICTS) && graph.has(to);
            boolean again = follow && !printed.add(to);
            out.print(branch.before + branch.edge.kind().replace('_', ' ') + " " + described(graph, to)
                    + (again && !graph.edges(to).isEmpty() ? " again" : "") + "\n");
            if (follow && !again) {
                push(graph, to, branch.below, open);
            }
        }
    }

    private static void push(NeedsGraph graph, String name, String indent, List<Branch> open) {
        List<Edge> edges = graph.edges(name);
        for (Edge edge : edges.reversed()) {
            boolean last = edge.equals(edges.getLast());
            open.add(new Branch(edge, indent + (last ? "`- " : "|- "), indent + (last ? "   " : "|  ")));
        }
    }

    private String described(NeedsGraph graph, String name) {
        if (!graph.has(name)) {
            return name + " (does not exist)";
        }
        return style == null
                ? name + " (" + graph.stateOf(name) + ")"
                : Text.bytes(Appearance.described(name, graph.stateOf(name), style));
    }

    private void dot(NeedsGraph graph, Set<String> shown) {
        out.print("digraph nitro {\n");
        for (String name : shown) {
            out.print("    " + quoted(name) + " [label=" + quoted(name + "\n" + graph.stateOf(name)) + "];\n");
            for (Edge edge : graph.edges(name)) {
                out.print("    " + quoted(name) + " -> " + quoted(edge.to()) + " [" + look(edge.kind()) + "];\n");
            }
        }
        out.print("}\n");
    }

    private static String look(String kind) {
        return switch (kind) {
            case NeedsGraph.REQUIRES -> "label=requires";
            case NeedsGraph.CONFLICTS -> "label=conflicts, dir=none, style=bold, color=red";
            case NeedsGraph.LOGS_TO -> "label=\"logs to\", style=dotted, color=gray";
            default -> "label=" + kind + ", style=dashed";
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private void json(NeedsGraph graph, Set<String> shown) {
        Json json = new Json().beginArray();
        for (String name : shown) {
            json.beginObject()
                    .member("name", name)
                    .member("state", graph.stateOf(name).name());
            list(json, NeedsGraph.REQUIRES, graph.needsOf(name).requires());
            list(json, NeedsGraph.WANTS, graph.needsOf(name).wants());
            list(json, NeedsGraph.AFTER, graph.needsOf(name).after());
            list(json, NeedsGraph.CONFLICTS, graph.needsOf(name).conflicts());
            if (graph.loggerOf(name).isEmpty()) {
                json.none(NeedsGraph.LOGS_TO);
            } else {
                json.member(NeedsGraph.LOGS_TO, graph.loggerOf(name));
            }
            json.endObject();
        }
        out.print(json.endArray() + "\n");
    }

    private static void list(Json json, String member, List<String> names) {
        json.name(member).beginArray();
        names.forEach(json::text);
        json.endArray();
    }
}
