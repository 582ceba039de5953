package nitro.posix.image;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.Inotify;
import nitro.posix.image.ConnectionCalls.InotifyEvent;
import org.graalvm.nativeimage.c.struct.SizeOf;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;
import org.jspecify.annotations.Nullable;

/** {@link Inotify}, in the image. */
final class ImageInotify implements Inotify {
    private static final int BUFFER = 4096;

    private final Scratch scratch;

    ImageInotify(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public int inotify() throws ErrnoException {
        int fd = ConnectionCalls.inotify(ConnectionCalls.IN_NONBLOCK() | ConnectionCalls.IN_CLOEXEC());
        return ErrnoNumber.check(fd, "inotify_init1", "");
    }

    @Override
    public int addWatch(int inotify, String path, boolean writes) throws ErrnoException {
        int mask = appeared() | vanished() | selfGone() | (writes ? ConnectionCalls.IN_MODIFY() : 0);
        return ErrnoNumber.check(
                ConnectionCalls.addWatch(inotify, scratch.path(path), mask), "inotify_add_watch", path);
    }

    @Override
    public void removeWatch(int inotify, int watch) {
        ConnectionCalls.removeWatch(inotify, watch);
    }

    @Override
    public List<Change> changes(int inotify) {
        List<Change> changes = new ArrayList<>();
        while (true) {
            Pointer events = scratch.only(BUFFER);
            long size = FileCalls.read(inotify, events, BUFFER);
            if (size <= 0) {
                return changes;
            }
            for (int at = 0; at < size; ) {
                InotifyEvent event = (InotifyEvent) events.add(at);
                Kind kind = kind(event.mask());
                if (kind != null) {
                    CCharPointer name = (CCharPointer) events.add(at + SizeOf.get(InotifyEvent.class));
                    String text = Bytes.string(name, Bytes.length(name, event.room()));
                    changes.add(new Change(event.watch(), kind, text));
                }
                at += SizeOf.get(InotifyEvent.class) + event.room();
            }
        }
    }

    private static @Nullable Kind kind(int mask) {
        if ((mask & ConnectionCalls.IN_MODIFY()) != 0) {
            return Kind.WRITTEN;
        } else if ((mask & appeared()) != 0) {
            return Kind.APPEARED;
        } else if ((mask & vanished()) != 0) {
            return Kind.VANISHED;
        } else if ((mask & (selfGone() | ConnectionCalls.IN_UNMOUNT())) != 0) {
            return Kind.SELF_GONE;
        }
        return (mask & ConnectionCalls.IN_Q_OVERFLOW()) != 0 ? Kind.OVERFLOW : null; // else that a watch was removed
    }

    private static int appeared() {
        return ConnectionCalls.IN_CREATE() | ConnectionCalls.IN_MOVED_TO();
    }

    private static int vanished() {
        return ConnectionCalls.IN_DELETE() | ConnectionCalls.IN_MOVED_FROM();
    }

    private static int selfGone() {
        return ConnectionCalls.IN_DELETE_SELF() | ConnectionCalls.IN_MOVE_SELF();
    }
}
