package nitro.posix.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * The simulated file tree, and what tests do to it from outside: as root, free of umask and working directory.
 *
 * <p>Paths are absolute here.
 */
public final class FakeFiles {
    private static final int MOST_LINKS = 40;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 4095;

    /** Where absolute paths begin; chroot moves it. */
    Node.Directory root;

    private long inodes = 1;
    private long devices = 1;

    FakeFiles() {
        root = numbered(new Node.Directory(0755, devices));
    }

    /** Makes a directory and those above it, as far as they are missing. */
    public void directory(String path) {
        Node.Directory at = root;
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                Node next = at.entries.get(segment);
                at = next instanceof Node.Directory found ? found : enter(at, segment, newDirectory(0755, at.device));
            }
        }
    }

    public void file(String path, String content) {
        file(path, content, 0644);
    }

    /** Makes a file, or replaces what is there by one. */
    public void file(String path, String content, int mode) {
        Node.Regular file = numbered(new Node.Regular(mode));
        file.content = content.getBytes(StandardCharsets.ISO_8859_1);
        put(path, file);
    }

    /** Makes a file of the kernel: what is read from it is made then. */
    public void generated(String path, Supplier<String> content) {
        Node.Regular file = numbered(new Node.Regular(0444));
        file.generated = content;
        put(path, file);
    }

    /** Makes an executable file, of which each execution is a program of its own. */
    public void executable(String path, Supplier<Program> program) {
        Node.Regular file = numbered(new Node.Regular(0755));
        file.program = program;
        put(path, file);
    }

    /** Makes a file that says it is executable, and fails with {@code why} when it is executed. */
    public void unexecutable(String path, Errno why) {
        Node.Regular file = numbered(new Node.Regular(0755));
        file.whyNot = why;
        put(path, file);
    }

    public void link(String target, String path) {
        put(path, numbered(new Node.Link(target)));
    }

    public void fifo(String path) {
        put(path, numbered(new Node.Fifo(0644, new FakePipe("fifo " + path, lost -> {}))));
    }

    /** Changes the mode of what is there; links are followed. */
    public void mode(String path, int mode) {
        existing(path, true).mode = mode;
    }

    /** Makes what is there another user's. */
    public void own(String path, int uid) {
        existing(path, true).owner = uid;
    }

    /** Makes a device file. */
    public void device(String path, FakeDevice device) {
        put(path, numbered(new Node.Device(0666, device)));
    }

    /** Renames within the tree; what was at {@code to} is gone. */
    public void move(String from, String to) {
        Node node = existing(from, false);
        remove(from);
        put(to, node);
    }

    /** Removes a file, or a directory with all in it; nothing there is fine. */
    public void remove(String path) {
        if (exists(path)) {
            Walk walk = walk(path, false);
            walk.parent().entries.remove(walk.name());
        }
    }

    /** Whether there is something, be it a link that leads nowhere. */
    public boolean exists(String path) {
        try {
            return find("stat", root, path, false, true).node() != null;
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** Whether there is something, links followed. */
    public boolean reaches(String path) {
        try {
            return find("stat", root, path, true, true).node() != null;
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** A file's content, a char a byte. */
    public String content(String path) {
        if (existing(path, true) instanceof Node.Regular file) {
            return new String(file.content, StandardCharsets.ISO_8859_1);
        }
        throw new IllegalArgumentException(path + " is no file");
    }

    /** Whether there is a symlink. */
    public boolean isLink(String path) {
        return exists(path) && existing(path, false) instanceof Node.Link;
    }

    /** Where a symlink points to. */
    public String target(String path) {
        if (existing(path, false) instanceof Node.Link link) {
            return link.target;
        }
        throw new IllegalArgumentException(path + " is no link");
    }

    /** The permission bits. */
    public int mode(String path) {
        return existing(path, true).mode;
    }

    /** The names in a directory, sorted. */
    public List<String> names(String path) {
        if (existing(path, true) instanceof Node.Directory directory) {
            return new ArrayList<>(directory.entries.keySet());
        }
        throw new IllegalArgumentException(path + " is no directory");
    }

    /** The names of the bound sockets in a directory that nobody listens on any more, or that somebody does. */
    public List<String> sockets(String path, boolean live) {
        List<String> found = new ArrayList<>();
        for (String name : names(path)) {
            if (existing(path + "/" + name, false) instanceof Node.Bound bound && bound.socket.isOpen() == live) {
                found.add(name);
            }
        }
        return found;
    }

    private void put(String path, Node node) {
        int slash = path.lastIndexOf('/');
        directory(path.substring(0, Math.max(slash, 1)));
        Walk walk = walk(path, false);
        enter(walk.parent(), walk.name(), node);
    }

    private Node existing(String path, boolean follow) {
        Node node = walk(path, follow).node();
        if (node == null) {
            throw new IllegalArgumentException(path + " is not there");
        }
        return node;
    }

    private Walk walk(String path, boolean follow) {
        try {
            return find("open", root, path, follow, true);
        } catch (ErrnoException e) {
            throw new IllegalArgumentException(e);
        }
    }

    <N extends Node> N numbered(N node) {
        node.inode = inodes++;
        return node;
    }

    Node.Directory newDirectory(int mode, long device) {
        return numbered(new Node.Directory(mode, device));
    }

    long newDevice() {
        return ++devices;
    }

    /** Puts a node under a name, in place of what was there. */
    static <N extends Node> N enter(Node.Directory parent, String name, N node) {
        if (node instanceof Node.Directory directory) {
            directory.parent = parent;
            directory.name = name;
        }
        parent.entries.put(name, node);
        return node;
    }

    /** Where a path leads: the last directory, the name in it, and what has that name, if anything. */
    record Walk(
            Node.Directory parent, String name, @Nullable Node node) {}

    /**
     * Follows a path; only the last name in it may be missing.
     *
     * @param call the call to be blamed for a failure
     * @param privileged whether directories that forbid it may be searched
     */
    Walk find(String call, Node.Directory from, String path, boolean follow, boolean privileged) throws ErrnoException {
        check(call, path, !path.isEmpty(), Errno.ENOENT);
        check(call, path, path.length() <= LONGEST_PATH, Errno.ENAMETOOLONG);
        Deque<String> todo = segments(path);
        Node.Directory at = path.startsWith("/") ? root : from;
        Walk last = new Walk(at.parent, at.name, at);
        boolean directoryMeant = path.endsWith("/");
        int links = 0;
        while (!todo.isEmpty()) {
            String name = todo.pop();
            check(call, path, privileged || (at.mode & 0100) != 0, Errno.EACCES);
            check(call, path, name.length() <= LONGEST_NAME, Errno.ENAMETOOLONG);
            Node next =
                    name.equals(".") ? at : name.equals("..") ? (at == root ? at : at.parent) : at.entries.get(name);
            if (next instanceof Node.Link link && (!todo.isEmpty() || follow || directoryMeant)) {
                check(call, path, ++links <= MOST_LINKS, Errno.ELOOP);
                Deque<String> inserted = segments(link.target);
                while (!inserted.isEmpty()) {
                    todo.push(inserted.removeLast());
                }
                at = link.target.startsWith("/") ? root : at;
                last = new Walk(at.parent, at.name, at);
                continue;
            }
            last = next instanceof Node.Directory there
                    ? new Walk(there.parent, there.name, there)
                    : new Walk(at, name, next);
            if (!todo.isEmpty()) {
                check(call, path, next != null, Errno.ENOENT);
                check(call, path, next instanceof Node.Directory, Errno.ENOTDIR);
            }
            if (next instanceof Node.Directory there) {
                at = there;
            }
        }
        check(
                call,
                path,
                !directoryMeant || last.node() == null || last.node() instanceof Node.Directory,
                Errno.ENOTDIR);
        return last;
    }

    private static Deque<String> segments(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static void check(String call, String path, boolean fine, Errno otherwise) throws ErrnoException {
        if (!fine) {
            throw new ErrnoException(call, path, otherwise);
        }
    }
}
