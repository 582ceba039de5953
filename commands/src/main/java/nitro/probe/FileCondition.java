package nitro.probe;

import nitro.loop.Timer;
import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Inotify;
import org.jspecify.annotations.Nullable;

/**
 * {@code file:PATH} and {@code gone:PATH}: something of that name is there, or no longer.
 *
 * <p>The nearest directory above it that exists tells of changes. What none tells of is looked at now and then: another
 * machine's doings in a network file system, directories further up that are renamed, where a link leads.
 */
public final class FileCondition extends Condition {
    /** Milliseconds between looks without an occasion. */
    private static final long LOOK_EVERY_MS = 2000;

    private final String path;
    private final boolean wanted;
    private int inotify = -1;
    private int number = -1;
    private String watched = "";
    private @Nullable Watch watch;
    private @Nullable Timer timer;

    /** @param wanted whether it is to be there */
    public FileCondition(String text, ProbeContext context, String path, boolean wanted) {
        super(text, context);
        this.path = path;
        this.wanted = wanted;
    }

    @Override
    protected void watch() {
        try {
            inotify = posix().inotify();
            watch = context.loop().watch(inotify, this::changed);
        } catch (ErrnoException e) {
            inotify = -1; // then now and then must do
        }
        look();
        regularly();
    }

    private void regularly() {
        if (!isTrue()) {
            timer = context.loop().after(LOOK_EVERY_MS, () -> {
                look();
                regularly();
            });
        }
    }

    private void changed() {
        for (Inotify.Change change : posix().changes(inotify)) {
            if (change.kind() == Inotify.Kind.SELF_GONE) {
                watched = "";
            }
        }
        look();
    }

    /** Looks, and again as long as what is to be watched has changed in between. */
    private void look() {
        while (!holds()) {
            String directory = nearest();
            if (inotify < 0 || directory.equals(watched)) {
                return;
            }
            watchInstead(directory);
        }
        found();
    }

    private boolean holds() {
        try {
            if (wanted) {
                posix().stat(path);
                return true;
            }
            posix().lstat(path);
            missed("still there");
            return false;
        } catch (ErrnoException e) {
            missed(e.reason());
            return !wanted && (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR);
        }
    }

    private void watchInstead(String directory) {
        if (number >= 0) {
            posix().removeWatch(inotify, number);
        }
        try {
            number = posix().addWatch(inotify, directory, false);
        } catch (ErrnoException e) {
            number = -1;
        }
        watched = directory;
    }

    /** The directory in which it would appear, or in which that one would. */
    private String nearest() {
        String directory = above(path);
        while (!directory.equals("/") && !directory.equals(".") && !isDirectory(directory)) {
            directory = above(directory);
        }
        return directory;
    }

    private boolean isDirectory(String name) {
        try {
            return posix().stat(name).isDirectory();
        } catch (ErrnoException e) {
            return false;
        }
    }

    private static String above(String name) {
        int end = name.length();
        while (end > 1 && name.charAt(end - 1) == '/') {
            end--;
        }
        int slash = name.lastIndexOf('/', end - 1);
        return slash < 0 ? "." : slash == 0 ? "/" : name.substring(0, slash);
    }

    @Override
    protected void release() {
        if (timer != null) {
            timer.cancel();
        }
        if (watch != null) {
            watch.end();
            posix().close(inotify);
        }
    }
}
