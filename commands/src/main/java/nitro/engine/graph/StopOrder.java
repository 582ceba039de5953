package nitro.engine.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stops nodes in the reverse order of a graph: each when all that require it are down, unrelated ones at the same time.
 *
 * <p>It is asked for {@link #next} at the beginning and after each {@link #down}.
 */
public final class StopOrder<N> {
    /** The nodes that are not down yet. */
    private final Set<N> left;

    /** Those of {@link #left} that are being stopped. */
    private final Set<N> stopping = new LinkedHashSet<>();

    /** Those of {@link #left} that may be stopped, and are not yet. */
    private final Set<N> free = new LinkedHashSet<>();

    /** How many of {@link #left} require a node. */
    private final Map<N, Integer> dependents = new HashMap<>();

    /** The requirements of a node within {@link #left}. */
    private final Map<N, List<N>> requirements = new HashMap<>();

    /** Stops {@code nodes}, with the edges that {@code graph} has now. */
    public StopOrder(Graph<N> graph, Collection<N> nodes) {
        left = new LinkedHashSet<>(nodes);
        for (N node : left) {
            List<N> required =
                    graph.requirements(node).stream().filter(left::contains).toList();
            requirements.put(node, required);
            required.forEach(n -> dependents.merge(n, 1, Integer::sum));
        }
        for (N node : left) {
            if (!dependents.containsKey(node)) {
                free.add(node);
            }
        }
    }

    /**
     * The nodes to stop now; each is returned once. Where only circles are left, their members are stopped together.
     */
    public List<N> next() {
        if (free.isEmpty() && stopping.isEmpty()) {
            free.addAll(circle());
        }
        List<N> next = new ArrayList<>(free);
        stopping.addAll(next);
        free.clear(); // nothing fails after this
        return next;
    }

    /** The members of circles that no other node requires, where each node that is left is required. */
    private Set<N> circle() {
        Map<N, List<N>> requiredBy = new HashMap<>();
        left.forEach(node -> requirements.getOrDefault(node, List.of()).stream()
                .filter(left::contains)
                .forEach(required -> requiredBy
                        .computeIfAbsent(required, n -> new ArrayList<>())
                        .add(node)));
        Components<N> components = new Components<>(node -> requiredBy.getOrDefault(node, List.of()));
        return components.last(left);
    }

    /** The node is down, or given up; nothing happens if it is none of those that are left. */
    public void down(N node) {
        if (!left.remove(node)) {
            return;
        }
        stopping.remove(node);
        free.remove(node);
        for (N required : requirements.getOrDefault(node, List.of())) {
            int others = dependents.merge(required, -1, Integer::sum);
            if (others == 0 && left.contains(required) && !stopping.contains(required)) {
                free.add(required);
            }
        }
    }

    /** The nodes that are not down yet. */
    public List<N> left() {
        return new ArrayList<>(left);
    }

    public boolean isDone() {
        return left.isEmpty();
    }

    public int size() {
        return left.size();
    }

    public boolean contains(N node) {
        return left.contains(node);
    }
}
