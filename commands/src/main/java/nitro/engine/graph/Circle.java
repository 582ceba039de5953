package nitro.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds circles in a graph, without recursion. */
public final class Circle {
    private Circle() {}

    /**
     * A way along edges that leads back to where it begins: the nodes on it, {@code start} first; empty if there is none.
     *
     * @param edges the nodes to which edges lead from a node
     */
    public static <N> List<N> through(N start, Function<N, ? extends Iterable<N>> edges) {
        Map<N, N> reachedFrom = new HashMap<>();
        List<N> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            N node = open.removeLast();
            for (N next : edges.apply(node)) {
                if (next.equals(start)) {
                    return path(start, node, reachedFrom);
                }
                if (reachedFrom.putIfAbsent(next, node) == null) {
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    private static <N> List<N> path(N start, N last, Map<N, N> reachedFrom) {
        List<N> path = new ArrayList<>(List.of(last));
        while (!path.getLast().equals(start)) {
            path.add(reachedFrom.getOrDefault(path.getLast(), start));
        }
        return path.reversed();
    }
}
