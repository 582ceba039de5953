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
        Map<String, byte[]> contents;

        Watched(Node node, boolean writes) {
            this.node = node;
            this.writes = writes;
            names = names();
            contents = contents();
        }

        Map<String, Node> names() {
            return node instanceof Node.Directory directory ? new TreeMap<>(directory.entries) : Map.of();
        }

        /** Of the file itself, under an empty name, or of those in the directory; nothing if writes do not count. */
        Map<String, byte[]> contents() {
            Map<String, byte[]> now = new TreeMap<>();
            names().forEach((name, entry) -> keep(name, entry, now));
            keep("", node, now);
            return now;
        }

        private void keep(String name, Node entry, Map<String, byte[]> to) {
            if (writes && entry instanceof Node.Regular file) {
                to.put(name, file.content);
            }
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

    int count() {
        return watches.size();
    }

    void remove(int watch) {
        watches.remove(watch);
    }

    List<Change> take() {
        List<Change> changes = look();
        watches.values().forEach(watched -> {
            watched.names = watched.names();
            watched.contents = watched.contents();
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
            watched.contents().forEach((name, content) -> {
                byte[] before = watched.contents.get(name);
                if (before != null && !Arrays.equals(before, content)) {
                    changes.add(new Change(number, Kind.WRITTEN, name));
                }
            });
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
