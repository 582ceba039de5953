package nitro.engine.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The strongly connected components of a graph, by Tarjan's algorithm, without recursion. */
final class Components<N> {
    /** A node on the way from the first one, and its edges that are not followed yet. */
    private record Visit<N>(N node, Iterator<N> edges) {}

    private final Function<N, ? extends Iterable<N>> edges;
    private final Map<N, Integer> numbers = new HashMap<>();
    private final Map<N, Integer> lowest = new HashMap<>();
    private final Deque<Visit<N>> way = new ArrayDeque<>();

    /** The nodes that are not in a complete component yet, the last one first. */
    private final Deque<N> open = new ArrayDeque<>();

    private final Set<N> complete = new HashSet<>();

    /** @param edges the nodes to which edges lead from a node */
    Components(Function<N, ? extends Iterable<N>> edges) {
        this.edges = edges;
    }

    /** The members of all components from which no edge leads to another. */
    Set<N> last(Iterable<N> nodes) {
        Set<N> found = new LinkedHashSet<>();
        for (N node : nodes) {
            if (!numbers.containsKey(node)) {
                visit(node);
                while (!way.isEmpty()) {
                    proceed(found);
                }
            }
        }
        return found;
    }

    private void proceed(Set<N> found) {
        Visit<N> visit = way.element();
        N node = visit.node;
        if (visit.edges.hasNext()) {
            N next = visit.edges.next();
            if (!numbers.containsKey(next)) {
                visit(next);
            } else if (!complete.contains(next)) {
                lower(node, numbers.getOrDefault(next, 0));
            }
            return;
        }
        way.remove();
        if (!way.isEmpty()) {
            lower(way.element().node, lowest.getOrDefault(node, 0));
        }
        if (lowest.getOrDefault(node, 0).equals(numbers.get(node))) {
            Set<N> component = component(node);
            if (component.stream().allMatch(member -> leadsInto(member, component))) {
                found.addAll(component);
            }
            complete.addAll(component);
        }
    }

    private boolean leadsInto(N member, Set<N> component) {
        for (N next : edges.apply(member)) {
            if (!component.contains(next)) {
                return false;
            }
        }
        return true;
    }

    private void visit(N node) {
        numbers.put(node, numbers.size());
        lowest.put(node, numbers.size() - 1);
        open.push(node);
        way.push(new Visit<>(node, edges.apply(node).iterator()));
    }

    private void lower(N node, int number) {
        lowest.merge(node, number, Math::min);
    }

    private Set<N> component(N first) {
        Set<N> members = new LinkedHashSet<>();
        N next;
        do {
            next = open.pop();
            members.add(next);
        } while (!next.equals(first));
        return members;
    }
}
