package nitro.posix.fake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nitro.posix.Inotify.Change;
import nitro.posix.Inotify.Kind;
import nitro.posix.PollSet;

/** What inotify(7) would tell, found by comparing with what was there before: so of two changes that undo each other, nothing. */
final class FakeInotify extends Description {
    private static final class Watched {
        final Node node;
        final boolean writes;
        Map<String, Node> names;
        byte[] content;

        Watched(Node node, boolean writes) {
            this.node = node;
            this.writes = writes;
            names = names();
            content = content();
        }

        Map<String, Node> names() {
            return node instanceof Node.Directory directory ? new TreeMap<>(directory.entries) : Map.of();
        }

        byte[] content() {
            return node instanceof Node.Regular file ? file.content : new byte[0];
        }
    }

    private final Map<Integer, Watched> watches = new TreeMap<>();
    private int last;

    int add(Node node, boolean writes) {
        for (var watch : watches.entrySet()) {
            if (watch.getValue().node == node) {
                return watch.getKey();
            }
        }
        watches.put(++last, new Watched(node, writes));
        return last;
    }

    void remove(int watch) {
        watches.remove(watch);
    }

    List<Change> take() {
        List<Change> changes = look();
        watches.values().forEach(watched -> {
            watched.names = watched.names();
            watched.content = watched.content();
        });
        return changes;
    }

    private List<Change> look() {
        List<Change> changes = new ArrayList<>();
        watches.forEach((number, watched) -> {
            Map<String, Node> now = watched.names();
            watched.names.forEach((name, node) -> {
                if (now.get(name) != node) {
                    changes.add(new Change(number, Kind.VANISHED, name));
                }
            });
            now.forEach((name, node) -> {
                if (watched.names.get(name) != node) {
                    changes.add(new Change(number, Kind.APPEARED, name));
                }
            });
            if (watched.writes && !Arrays.equals(watched.content, watched.content())) {
                changes.add(new Change(number, Kind.WRITTEN, ""));
            }
        });
        return changes;
    }

    @Override
    int ready() {
        return look().isEmpty() ? 0 : PollSet.READ;
    }

    @Override
    public String toString() {
        return "inotify";
    }
}
