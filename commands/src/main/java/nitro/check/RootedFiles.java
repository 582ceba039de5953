package nitro.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.FileView;

/**
 * The files below a directory as one sees them when it is the root directory, that of a container or of an initramfs which
 * is being made: absolute paths and links lead from there, and none leads out of it.
 */
final class RootedFiles implements FileView {
    /** As many as Linux follows: path_resolution(7). */
    private static final int MOST_LINKS = 40;

    private final FileView view;
    private final String root;

    RootedFiles(FileView view, String root) {
        this.view = view;
        this.root = root;
    }

    @Override
    public FileStatus stat(String path) throws ErrnoException {
        return view.stat(resolve(path, true));
    }

    @Override
    public FileStatus lstat(String path) throws ErrnoException {
        return view.lstat(resolve(path, false));
    }

    @Override
    public List<String> list(String path) throws ErrnoException {
        return view.list(resolve(path, true));
    }

    @Override
    public String readlink(String path) throws ErrnoException {
        return view.readlink(resolve(path, false));
    }

    @Override
    public byte[] head(String path, int limit) throws ErrnoException {
        return view.head(resolve(path, true), limit);
    }

    /** Where a path leads, seen from outside; a relative one from the root. */
    private String resolve(String path, boolean last) throws ErrnoException {
        Deque<String> left = new ArrayDeque<>();
        push(path, left);
        Deque<String> at = new ArrayDeque<>();
        for (int links = 0; !left.isEmpty(); ) {
            String segment = left.pop();
            if (segment.equals("..")) {
                at.pollLast();
                continue;
            }
            at.addLast(segment);
            if (left.isEmpty() && !last || !isLink(outside(at))) {
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new ErrnoException("stat", path, Errno.ELOOP);
            }
            String target = view.readlink(outside(at));
            at.removeLast();
            if (target.startsWith("/")) {
                at.clear();
            }
            push(target, left);
        }
        return outside(at);
    }

    /** The segments of a path, to be walked before all others. */
    private static void push(String path, Deque<String> left) {
        for (String segment : List.of(path.split("/", -1)).reversed()) {
            if (!segment.isEmpty() && !segment.equals(".")) {
                left.push(segment);
            }
        }
    }

    private String outside(Deque<String> segments) {
        return root + "/" + String.join("/", segments);
    }

    /** False if the path does not exist; the caller's own stat reports that. */
    private boolean isLink(String path) {
        try {
            return view.lstat(path).type() == FileStatus.Type.SYMLINK;
        } catch (ErrnoException _) {
            return false;
        }
    }
}
