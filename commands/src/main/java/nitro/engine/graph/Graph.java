package nitro.engine.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The requirements among nodes. Its edges so far are those of output: a writer requires its reader.
 *
 * <p>Nothing here is recursive in the depth of the graph, and what changes or asks about a node costs by the node's edges,
 * but for {@link #inCircle}.
 */
public final class Graph<N> {
    private final Map<N, Set<N>> requirements = new HashMap<>();
    private final Map<N, Set<N>> dependents = new HashMap<>();

    /** From now on {@code node} requires {@code required}, until {@link #release}. */
    public void require(N node, N required) {
        requirements.computeIfAbsent(node, n -> new LinkedHashSet<>()).add(required);
        dependents.computeIfAbsent(required, n -> new LinkedHashSet<>()).add(node);
    }

    public void release(N node, N required) {
        remove(requirements, node, required);
        remove(dependents, required, node);
    }

    private static <N> void remove(Map<N, Set<N>> edges, N from, N to) {
        Set<N> targets = edges.get(from);
        if (targets != null && targets.remove(to) && targets.isEmpty()) {
            edges.remove(from);
        }
    }

    /** What {@code node} requires. */
    public Set<N> requirements(N node) {
        return Collections.unmodifiableSet(requirements.getOrDefault(node, Set.of()));
    }

    /** The nodes that require {@code node}. */
    public Set<N> dependents(N node) {
        return Collections.unmodifiableSet(dependents.getOrDefault(node, Set.of()));
    }

    public boolean isRequired(N node) {
        return dependents.containsKey(node);
    }

    /** All that {@code nodes} require, directly or by way of others. */
    public Set<N> required(Collection<N> nodes) {
        Set<N> found = new LinkedHashSet<>();
        Deque<N> open = new ArrayDeque<>(nodes);
        for (N next = open.poll(); next != null; next = open.poll()) {
            for (N required : requirements(next)) {
                if (found.add(required)) {
                    open.add(required);
                }
            }
        }
        return found;
    }

    /** Whether {@code node} requires itself by way of others, or directly. */
    public boolean inCircle(N node) {
        return required(List.of(node)).contains(node);
    }
}
