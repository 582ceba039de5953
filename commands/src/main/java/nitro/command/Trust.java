package nitro.command;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Posix;

/**
 * Whether a file may be obeyed: only if whoever can write or replace it has all the rights already that it would use.
 *
 * <p>So the file, and each directory on the way to it, belongs to root, to us or to the user who will run what it says, and
 * nobody else may write it. Our own group may, since many users have one for themselves; a directory may be sticky.
 */
public final class Trust {
    private static final int ROOT = 0;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;

    private final Posix posix;
    private final Set<Integer> users;
    private final int group;

    /** The findings about directories, by the paths that they were asked for. */
    private final Map<String, String> directories = new HashMap<>();

    private Trust(Posix posix, Set<Integer> users) {
        this.posix = posix;
        this.users = users;
        group = posix.getgid();
    }

    /** For what we do ourselves. */
    public static Trust ofOurs(Posix posix) {
        int us = posix.getuid();
        return new Trust(posix, us == ROOT ? Set.of(ROOT) : Set.of(ROOT, us));
    }

    /** The same, for what a program does that will run as {@code user}. */
    public Trust with(int user) {
        Set<Integer> more = new HashSet<>(users);
        more.add(user);
        return new Trust(posix, Set.copyOf(more));
    }

    /**
     * Why a file is not to be obeyed, as in {@code it belongs to user 7}; empty if it may be.
     *
     * @throws ErrnoException if it is missing, or cannot be looked at
     */
    public String objection(String path) throws ErrnoException {
        FileStatus named = posix.lstat(path);
        boolean isLink = named.type() == FileStatus.Type.SYMLINK;
        FileStatus file = isLink ? posix.stat(path) : named;
        String wrong = objection(file, "it");
        if (wrong.isEmpty()) {
            wrong = objectionToDirectory(directory(path));
        }
        return wrong.isEmpty() && isLink ? objectionToDirectory(directory(posix.realpath(path))) : wrong;
    }

    /** Why what is in a directory is not to be obeyed: somebody else could have put it there; empty if it may be. */
    public String objectionToDirectory(String path) throws ErrnoException {
        String known = directories.get(path);
        if (known == null) {
            known = lookUp(posix.realpath(path));
            directories.put(path, known);
        }
        return known;
    }

    /** Looks at a directory and all above it. */
    private String lookUp(String path) throws ErrnoException {
        for (String at = path; ; at = directory(at)) {
            FileStatus status = posix.stat(at);
            boolean sticky = (status.mode() & STICKY) != 0 && users.contains(status.uid());
            String wrong = sticky ? "" : objection(status, at);
            if (!wrong.isEmpty() || at.equals("/")) {
                return wrong;
            }
        }
    }

    private String objection(FileStatus status, String name) {
        if (!users.contains(status.uid())) {
            return name + " belongs to user " + Integer.toUnsignedString(status.uid());
        }
        boolean device = status.type() == FileStatus.Type.DEVICE; // it says what it says, whoever writes to it
        boolean others = (status.mode() & OTHERS_WRITE) != 0;
        boolean otherGroup = (status.mode() & GROUP_WRITES) != 0 && status.gid() != group;
        return !device && (others || otherGroup) ? "others may write to " + name : "";
    }

    private static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : path.substring(0, Math.max(slash, 1));
    }
}
