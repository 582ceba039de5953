package nitro.ready;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.OptionalInt;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Notices.Notice;
import nitro.posix.Posix;
import nitro.text.Printable;

/** Reads what a daemon says of itself as to systemd: sd_notify(3). */
final class NoticeReader {
    private static final int LONGEST_BYTES = 65_536;

    /** Notices that a socket may hold are fewer, unless an administrator has made room for more. */
    private static final int MOST_WAITING = 1000;

    private final CommandContext context;
    private final Posix posix;
    private final int socket;
    private final int daemon;
    private final Descendants descendants;
    private final Runnable ready;
    private final Notice notice = new Notice(LONGEST_BYTES);

    private NoticeReader(CommandContext context, int socket, int daemon, Descendants descendants, Runnable ready) {
        this.context = context;
        this.posix = context.posix();
        this.socket = socket;
        this.daemon = daemon;
        this.descendants = descendants;
        this.ready = ready;
    }

    /**
     * Runs {@code ready} at each READY=1 that comes from somebody who may say so.
     *
     * @param forks reports of forks, or any other descriptor if there are none
     */
    static NoticeReader watch(CommandContext context, int socket, int forks, int daemon, Runnable ready) {
        Descendants descendants = Descendants.watch(context.posix(), context.loop(), forks, daemon);
        NoticeReader reader = new NoticeReader(context, socket, daemon, descendants, ready);
        context.loop().watch(socket, reader::receive);
        return reader;
    }

    /** Takes what is there already, for when nothing more will be taken: the daemon may have been quicker than we. */
    void lastWords() {
        for (int i = 0; i < MOST_WAITING && receive(); i++) {}
    }

    /** Whether there was a notice. */
    private boolean receive() {
        int count = posix.receiveNotice(socket, notice);
        if (count < 0) {
            if (count != Errno.EAGAIN.code()) {
                say("notices: " + Errno.of(count).message());
            }
            return false;
        }
        take();
        return true;
    }

    private void take() {
        String text = new String(notice.data, 0, notice.length, ISO_8859_1);
        if (!isBelieved()) {
            say("a notice of process " + notice.pid + ", user " + Integer.toUnsignedString(notice.uid) + ", is ignored"
                    + (userOf(notice.pid).isEmpty() ? ": it has ended" : ""));
            return;
        }
        List<String> lines = List.of(text.split("\n", -1));
        for (String line : lines) {
            if (line.startsWith("STATUS=")) {
                say("status: " + Printable.of(line.substring("STATUS=".length())));
            }
        }
        if (lines.contains("READY=1")) {
            ready.run();
        }
    }

    private void say(String what) {
        context.call().err().print("nitro-ready: " + what + "\n");
    }

    /** The daemon, whoever it has become; its user and ours, and root; and what it started. */
    private boolean isBelieved() {
        return notice.uid == 0
                || notice.uid == posix.getuid()
                || descendants.contain(notice.pid)
                || userOf(daemon).equals(OptionalInt.of(notice.uid));
    }

    /** The user of a process; empty if that has ended. */
    private OptionalInt userOf(int pid) {
        try {
            return OptionalInt.of(posix.stat("/proc/" + pid).uid());
        } catch (ErrnoException e) {
            return OptionalInt.empty();
        }
    }
}
