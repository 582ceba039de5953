package nitro.front.nitro;

import java.util.List;
import nitro.engine.model.Timing;
import nitro.loop.Loop;
import nitro.loop.Watch;
import nitro.machine.Console;
import nitro.machine.StartFailure;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Inotify.Change;
import nitro.posix.Inotify.Kind;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the control socket and {@code notify/} where clients look for them: what is removed, renamed, or covered by a mount
 * is made again (spec 5.7). inotify reports the first two, the kernel's table of mounts the third; where they cannot be had,
 * a SIGHUP has it look.
 */
final class SocketKeeper {
    private static final String MOUNTS = "/proc/self/mountinfo";
    private static final int NONE = -1;

    private final Posix posix;
    private final Loop loop;
    private final Console console;
    private final ControlSocket socket;
    private final Control control;
    private final String socketName;

    /** The descriptor of the socket that is answered at, and the loop's watch of it. */
    private int answered = NONE;

    private @Nullable Watch answering;
    private int inotify = NONE;

    /** Of the socket's directory. */
    private int directory = NONE;

    private boolean mounts;

    /** Why something could not be made again; empty if all is there. */
    private String complaint = "";

    private boolean retrying;
    private boolean ended;

    /** Milliseconds before the next attempt: doubled after each that fails. */
    private int pause = Timing.RETRY_DELAY_MS;

    SocketKeeper(Posix posix, Loop loop, Console console, ControlSocket socket, Control control) {
        this.posix = posix;
        this.loop = loop;
        this.console = console;
        this.socket = socket;
        this.control = control;
        String path = socket.path().path();
        this.socketName = path.substring(path.lastIndexOf('/') + 1);
    }

    /** Looks whether all is there, and makes what is not; answers the requests that come to the socket. */
    void look() {
        if (ended) {
            return;
        }
        watchMounts();
        do {
            restore();
            answer();
        } while (watchDirectory());
    }

    /** From now on what is removed stays away; requests are still answered. */
    void end() {
        ended = true;
    }

    private void restore() {
        try {
            socket.restore();
            complaint = "";
            pause = Timing.RETRY_DELAY_MS;
        } catch (ErrnoException e) {
            complain("can't make the control socket again: " + e.getMessage());
            if (!retrying) {
                retrying = true;
                loop.after(pause, this::retry);
                pause = Math.min(2 * pause, Timing.LONGEST_RETRY_DELAY_MS);
            }
        } catch (StartFailure e) {
            complain(e.getMessage());
        }
    }

    private void complain(String why) {
        if (!why.equals(complaint)) {
            complaint = why;
            console.say(why);
        }
    }

    private void retry() {
        retrying = false;
        look();
    }

    /** Has the loop watch the socket; what was sent to the one before is still answered. */
    private void answer() {
        int now = socket.descriptor();
        if (now == answered) {
            return;
        }
        Watch fresh = loop.watch(now, () -> control.receive(now));
        if (answering != null) {
            control.receiveAll(answered);
            answering.end();
            posix.close(answered);
        }
        answered = now;
        answering = fresh;
    }

    /** Whether the directory is another one than it was: then it may have changed before it was watched. */
    private boolean watchDirectory() {
        int before = directory;
        try {
            if (inotify == NONE) {
                int fresh = posix.inotify();
                loop.watch(fresh, this::changed);
                inotify = fresh;
            }
            String path = socket.path().directory();
            directory = posix.addWatch(inotify, path.isEmpty() ? "." : path, false);
        } catch (ErrnoException e) {
            directory = NONE;
        }
        if (before != NONE && before != directory) {
            posix.removeWatch(inotify, before);
        }
        return directory != NONE && directory != before;
    }

    /** Looks first: should that fail for lack of memory, the changes are still to be taken. */
    private void changed() {
        look();
        if (concerns(posix.changes(inotify))) {
            look();
        }
    }

    private boolean concerns(List<Change> changes) {
        for (Change change : changes) {
            if (change.kind() == Kind.SELF_GONE
                    || change.kind() == Kind.OVERFLOW
                    || change.name().equals(socketName)
                    || change.name().equals("notify")) {
                return true;
            }
        }
        return false;
    }

    /** Where a change of the mounts is an error in the eyes of poll(2), as in Linux, and nothing else is. */
    private void watchMounts() {
        if (mounts) {
            return;
        }
        try {
            int table = posix.open(MOUNTS, Files.READ, 0);
            PollSet changed = new PollSet();
            changed.add(table, PollSet.WRITE);
            if (posix.poll(changed, 0) == 0) {
                loop.watchWritable(table, this::look);
                mounts = true;
            } else {
                posix.close(table);
            }
        } catch (ErrnoException e) {
            // There is no /proc yet, say.
        }
    }
}
