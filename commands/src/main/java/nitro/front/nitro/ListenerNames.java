package nitro.front.nitro;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Inotify.Change;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/**
 * The names in {@code notify/}, known without a look into it for each event: inotify reports a name as soon as it is there,
 * before its owner can ask for anything, so none is missed. Where there is no inotify, each look is one into the directory.
 */
final class ListenerNames {
    private static final int NONE = -1;

    private final Posix posix;
    private final String directory;
    private final Set<String> names = new TreeSet<>();
    private int inotify = NONE;
    private @Nullable FileStatus watched;

    /** Whether all that inotify has reported is in the names: not while a lack of memory may interrupt that. */
    private boolean complete;

    ListenerNames(Posix posix, String directory) {
        this.posix = posix;
        this.directory = directory;
    }

    /** The names as they are now. */
    List<String> now() throws ErrnoException {
        if (!isUpToDate()) {
            lookAnew();
        }
        return List.copyOf(names);
    }

    /** Takes what has changed. A directory that was replaced, removed, or covered by a mount is another one now. */
    private boolean isUpToDate() {
        if (inotify == NONE || !complete) {
            return false;
        }
        complete = false;
        for (Change change : posix.changes(inotify)) {
            switch (change.kind()) {
                case APPEARED -> names.add(change.name());
                case VANISHED -> names.remove(change.name());
                case WRITTEN -> {}
                case SELF_GONE, OVERFLOW -> {
                    return false;
                }
            }
        }
        try {
            complete = watched != null && posix.stat(directory).sameFile(watched);
            return complete;
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** Watches first: what comes while the directory is read is then reported. */
    private void lookAnew() throws ErrnoException {
        forget();
        try {
            inotify = posix.inotify();
            posix.addWatch(inotify, directory, false);
            watched = posix.stat(directory);
        } catch (ErrnoException e) {
            forget();
        }
        names.clear();
        complete = false;
        try {
            names.addAll(posix.list(directory));
            complete = true;
        } catch (ErrnoException e) {
            forget(); // what is there is not known
            throw e;
        }
    }

    private void forget() {
        if (inotify != NONE) {
            posix.close(inotify);
            inotify = NONE;
        }
    }
}
