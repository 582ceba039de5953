package nitro.log.write;

import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.ProcessState;
import nitro.posix.ProcessState.Resource;
import nitro.posix.Streams.Buffer;
import nitro.text.ByteSearch;
import org.jspecify.annotations.Nullable;

/** One directory and all that is told for it: takes parts of lines, and says when it must first write or rotate. */
final class Log {
    /** A line that is longer than this, and than -l, may be continued in the next file. */
    static final int LONGEST_WHOLE = 1 << 20;

    private static final int UDP_MOST = 65_000;
    private static final int NOT_OPEN = -1;

    private final Posix posix;
    private final Directory directory;
    private final Helpers helpers;
    private final Settings settings;
    private final Output output;
    private final Output alerts;
    private Config config;
    private Selection selection;
    private Layout layout;
    private int udp;
    /** When what is handed on was read, in nanoseconds since 1970. */
    private long moment;

    /** Bytes that any file may have, by RLIMIT_FSIZE or as far as was found out. */
    private long mostFileBytes;

    private Buffer waiting;
    /** Where what was handed on begins, and from where it is still to be written. */
    private int waitingBegin;

    private int waitingFrom;
    private int waitingTo;

    private boolean midLine;
    private boolean rotationDue;
    private @Nullable Timer aging;
    private int tentative;

    Log(Posix posix, Directory directory, Helpers helpers, Settings settings, Config config) throws ErrnoException {
        this.posix = posix;
        this.directory = directory;
        this.helpers = helpers;
        this.settings = settings;
        output = new Output(posix);
        alerts = new Output(posix);
        waiting = output.buffer();
        midLine = directory.isMidLine();
        moment = posix.wallClock();
        mostFileBytes = fileLimit();
        udp = openUdp(config);
        this.config = config;
        selection = settings.selection(config);
        layout = layout(config);
    }

    private long fileLimit() throws ErrnoException {
        long limit = posix.softLimit(Resource.FILE_SIZE);
        return limit == ProcessState.UNLIMITED ? Long.MAX_VALUE : limit;
    }

    private int openUdp(Config config) throws ErrnoException {
        Config.Udp to = config.udp();
        return to == null ? NOT_OPEN : posix.udpSocket(to.address(), to.port());
    }

    private Layout layout(Config config) {
        Layout made = settings.layout(config, directory.path());
        made.set(moment);
        return made;
    }

    Directory directory() {
        return directory;
    }

    Helpers helpers() {
        return helpers;
    }

    Config config() {
        return config;
    }

    /** From now on kept so; if that fails for the socket, as before. */
    void configure(Config changed) throws ErrnoException {
        mostFileBytes = fileLimit();
        int socket = openUdp(changed);
        if (udp != NOT_OPEN) {
            posix.close(udp);
        }
        udp = socket;
        config = changed;
        Selection others = settings.selection(changed);
        others.keep(selection);
        selection = others;
        layout = layout(changed);
        directory.reopen();
    }

    /** Whether it writes what it gets as it is. */
    boolean isPlain() {
        return layout.isPlain() && selection.isAll() && udp == NOT_OPEN;
    }

    /** Whether it can write a line before it has seen its end, or as much of it as is looked at. */
    boolean isPrompt() {
        return layout.isPrompt() && selection.isAll() && udp == NOT_OPEN;
    }

    /** When what follows was read. */
    void set(long nanos) {
        moment = nanos;
        layout.set(nanos);
    }

    // ---- taking lines

    /**
     * Takes as many whole lines as fit into {@code current}, the rest of the running one, or the beginning of one that no
     * file would be long enough for. For a plain log only, which writes them from where they are.
     *
     * @return behind what it took: {@code from} if it must rotate first
     */
    int takePlain(Buffer input, int from, int to) {
        byte[] bytes = input.bytes();
        int stop = to;
        if (midLine) {
            if (isTooLong()) {
                rotationDue = true;
                return from;
            }
            stop = behindLine(bytes, from, to);
        } else if (exceeds(to - from)) {
            int room = (int) Math.max(0, limit() - directory.size());
            stop = ByteSearch.lastNewline(bytes, from, from + room) + 1;
            if (stop == 0 && directory.size() > 0) {
                rotationDue = true;
                return from;
            }
            stop = stop == 0 ? behindLine(bytes, from, to) : stop;
        }
        waiting = input;
        waitingBegin = from;
        waitingFrom = from;
        waitingTo = stop;
        midLine = bytes[stop - 1] != '\n';
        return stop;
    }

    /** How long {@code current} may get. */
    private long limit() {
        return config.size() == 0 ? mostFileBytes : Math.min(config.size(), mostFileBytes);
    }

    /** Whether so many bytes more are too many for {@code current}; while it cannot be rotated, it takes any. */
    private boolean exceeds(int count) {
        boolean full = count > limit() - directory.size();
        rotationDue |= full && directory.size() > 0;
        return full && canRotate();
    }

    private static int behindLine(byte[] bytes, int from, int to) {
        int newline = ByteSearch.newline(bytes, from, to);
        return newline < 0 ? to : newline + 1;
    }

    private boolean isTooLong() {
        long longest = limit() + Math.max(LONGEST_WHOLE, settings.length()); // less than 0 if there is no limit
        return longest > 0 && canRotate() && directory.size() + output.end() >= longest;
    }

    /**
     * Puts a part of a line together, to be kept by {@link #commit} or dropped by {@link #drop}.
     *
     * @param to behind the newline, if there is one
     * @param first whether the line begins here
     * @param last whether nothing more of it comes
     * @return whether it fits: if not, what was put together must be written first, and perhaps the file be rotated
     */
    boolean offer(byte[] bytes, int from, int to, boolean first, boolean last) {
        tentative = output.end();
        if (first && !midLine) { // else it began under another configuration, or before another logger was killed
            selection.decide(bytes, from, bytes[to - 1] == '\n' ? to - 1 : to);
        }
        if (!selection.isWritten() || config.udp() != null && config.udp().only()) {
            return true;
        }
        int longest = layout.longest(to - from);
        if (output.room() < longest) {
            if (output.end() > 0) {
                return false;
            }
            output.reserve(Math.max(longest, settings.batch() + settings.batch() / 2));
        }
        boolean begins = !midLine;
        layout.put(bytes, from, to, begins, last, output);
        long size = directory.size() + tentative;
        boolean full = begins ? size > 0 && size + output.end() - tentative > limit() : isTooLong();
        if (full) {
            rotationDue = true;
            if (canRotate()) {
                output.cut(tentative);
                return false;
            }
        }
        return true;
    }

    /** Keeps what was offered. */
    void commit(byte[] bytes, int from, int to, boolean first, boolean last) {
        midLine = !last || layout.isPrompt() && bytes[to - 1] != '\n'; // at the end, for whom is given the same input
        if (first && (selection.isAlert() || udp != NOT_OPEN && selection.isWritten())) {
            say(bytes, from, to);
        }
        waiting = output.buffer();
        waitingTo = output.end();
    }

    void drop() {
        output.cut(Math.min(output.end(), tentative));
    }

    /** The line, or its beginning, on standard error and by UDP. */
    private void say(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, settings.length());
        alerts.cut(0);
        alerts.reserve(layout.longest(to - from) + 1);
        layout.put(bytes, from, to, true, true, alerts);
        boolean ended = bytes[to - 1] == '\n';
        if (!ended) {
            alerts.put('\n');
        }
        if (selection.isAlert()) {
            posix.write(2, alerts.buffer(), 0, alerts.end());
        }
        if (udp != NOT_OPEN && selection.isWritten()) {
            int most = Math.min(UDP_MOST, alerts.end() - (to - from) + length);
            if (posix.write(udp, alerts.buffer(), 0, Math.clamp(most, 0, alerts.end())) < 0) {
                settings.complain("udp: a line could not be sent");
            }
        }
    }

    // ---- writing and rotating

    /** Whether there is something that is not written yet. */
    boolean isWaiting() {
        return waitingFrom < waitingTo;
    }

    /** Writes all; throws if that cannot be done now, and then some may be written. */
    void write() throws ErrnoException {
        while (waitingFrom < waitingTo) {
            int count = directory.append(waiting, waitingFrom, waitingTo - waitingFrom);
            if (count < 0) {
                if (Errno.of(count) == Errno.ENOSPC && directory.old().giveUpOldest(config.least())) {
                    continue;
                }
                if (Errno.of(count) == Errno.EFBIG && directory.size() > 0) {
                    rotateFull();
                    continue;
                }
                throw new ErrnoException("write", directory.path(), Errno.of(count));
            }
            waitingFrom += count;
        }
        waitingBegin = 0;
        waitingFrom = 0;
        waitingTo = 0;
        output.cut(0);
    }

    /** No file can be longer than {@code current} is now. The line that was cut goes to the next file, if it fits there. */
    private void rotateFull() throws ErrnoException {
        mostFileBytes = directory.size();
        int line = ByteSearch.lastNewline(waiting.bytes(), waitingBegin, waitingFrom) + 1;
        int begun = waitingFrom - Math.max(line, waitingBegin);
        if (begun > 0 && begun < directory.size() && (line > 0 || directory.isLineEnd(directory.size() - begun))) {
            directory.cut(begun);
            waitingFrom -= begun;
        }
        directory.rotate(ending());
    }

    private String ending() {
        return config.processor() == null ? OldFiles.DONE : OldFiles.UNPROCESSED;
    }

    /** Asks for a rotation, as soon as a line ends, unless there is nothing in {@code current}. */
    void rotateSoon() {
        rotationDue |= directory.size() > 0 || isWaiting();
    }

    /** Whether {@code current} is to be rotated now. */
    boolean isRotationDue() {
        return rotationDue && canRotate() && (!midLine || isTooLong());
    }

    /** Whether it can be: not while the processor is at an earlier file. What comes meanwhile is written all the same. */
    private boolean canRotate() {
        return config.processor() == null || !helpers.isProcessing();
    }

    void rotate() throws ErrnoException {
        directory.rotate(ending());
        rotationDue = false;
        directory.old().limit(config.keep(), settings.total() - config.size());
    }

    /** Begins to count the age of {@code current}; {@code due} is run when it is of age. */
    void age(Loop loop, Runnable due) {
        if (aging != null) {
            aging.cancel();
        }
        aging = config.age() == 0 ? null : loop.after(Math.min(config.age(), Integer.MAX_VALUE) * 1000, due);
    }
}
