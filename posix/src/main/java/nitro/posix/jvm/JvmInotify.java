package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;
import nitro.posix.Inotify;
import org.jspecify.annotations.Nullable;

/** {@link Inotify} by libc. */
final class JvmInotify implements Inotify {
    // struct inotify_event, which is followed by the name
    private static final int MASK = 4;
    private static final int NAME_LENGTH = 12;
    private static final int EVENT = 16;
    private static final int BUFFER = 4096;

    private final Native os;

    JvmInotify(Native os) {
        this.os = os;
    }

    @Override
    public int inotify() throws ErrnoException {
        return os.check(os.libc.inotify_init1(O_NONBLOCK | O_CLOEXEC), "inotify_init1", "");
    }

    @Override
    public int addWatch(int inotify, String path, boolean writes) throws ErrnoException {
        int mask = IN_APPEARED | IN_VANISHED | IN_SELF_GONE | (writes ? IN_MODIFY : 0);
        int watch = os.libc.inotify_add_watch(inotify, Bytes.terminated(path), mask);
        return os.check(watch, "inotify_add_watch", path);
    }

    @Override
    public void removeWatch(int inotify, int watch) {
        os.libc.inotify_rm_watch(inotify, watch);
    }

    @Override
    public List<Change> changes(int inotify) {
        List<Change> changes = new ArrayList<>();
        Pointer events = os.data.atLeast(BUFFER);
        while (true) {
            long size = os.libc.read(inotify, events.address(), BUFFER);
            if (size <= 0) {
                if (os.interrupted(size)) {
                    continue;
                }
                return changes;
            }
            for (int at = 0; at < size; ) {
                int room = events.getInt(at + NAME_LENGTH);
                Kind kind = kind(events.getInt(at + MASK));
                if (kind != null) {
                    String name = Bytes.getTerminated(events, at + EVENT, room);
                    changes.add(new Change(events.getInt(at), kind, name));
                }
                at += EVENT + room;
            }
        }
    }

    private static @Nullable Kind kind(int mask) {
        if ((mask & IN_MODIFY) != 0) {
            return Kind.WRITTEN;
        } else if ((mask & IN_APPEARED) != 0) {
            return Kind.APPEARED;
        } else if ((mask & IN_VANISHED) != 0) {
            return Kind.VANISHED;
        } else if ((mask & (IN_SELF_GONE | IN_UNMOUNT)) != 0) {
            return Kind.SELF_GONE;
        }
        return (mask & IN_Q_OVERFLOW) != 0 ? Kind.OVERFLOW : null; // else that a watch was removed
    }
}
