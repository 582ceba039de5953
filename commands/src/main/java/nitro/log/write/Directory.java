package nitro.log.write;

import nitro.command.RegularFile;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.Posix;
import nitro.posix.Streams.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A directory of logs: {@code current}, to which is written, and the files that it became.
 *
 * <p>{@code current} has mode 0644 while it is written, and 0744 once it is complete: so who finds it without that bit
 * knows of a crash. Each step of a rotation may fail, is then tried again, and leaves all bytes in a file.
 */
final class Directory {
    private static final int WRITTEN = 0644;
    private static final int COMPLETE = 0744;
    private static final int ANYONE = 0755;
    private static final String CURRENT = "current";
    private static final int CLOSED = -1;

    private final Posix posix;
    private final String path;
    private final OldFiles old;
    private final FileStatus source;
    private Mark mark;
    private int fd = CLOSED;
    private long size;
    private boolean midLine;

    /** Takes the directory's lock; the directory is made if it is missing. */
    Directory(Posix posix, String path, FileStatus source) throws ErrnoException {
        this.posix = posix;
        this.path = path;
        old = new OldFiles(posix, path);
        this.source = source;
        mark = take();
    }

    private Mark take() throws ErrnoException {
        makeIfMissing();
        return Mark.take(posix, old.path("lock"), source);
    }

    private void makeIfMissing() throws ErrnoException {
        try {
            posix.mkdir(path, ANYONE);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EEXIST && e.errno() != Errno.EROFS) {
                throw e;
            }
        }
    }

    String path() {
        return path;
    }

    OldFiles old() {
        return old;
    }

    /** Bytes in {@code current}. */
    long size() {
        return size;
    }

    /** Whether {@code current} ends within a line, which the first bytes to come will continue. */
    boolean isMidLine() {
        return midLine;
    }

    /**
     * Makes {@code current} ready after whatever happened to who wrote it before. If that one was killed and its pipe is
     * ours now, we go on exactly where it was; bytes that it wrote and did not take are forgotten, since they are in the
     * pipe. Otherwise what it left becomes a rotated file.
     *
     * @param untouched the input from which nothing was taken yet; null if something was
     */
    void recover(@Nullable Intake untouched) throws ErrnoException {
        old.clean();
        FileStatus left = find();
        if (left != null && mark.isSuccessor()) {
            open();
            int count = mark.unfinished();
            if (untouched != null && count > 0 && size >= mark.unfinishedFrom()) {
                untouched.expect(count);
                untouched.look();
                undoUnfinished(untouched);
            }
            midLine = endsMidLine();
        } else if (left != null && left.size() > 0 && (left.mode() & 0100) == 0) {
            setAside(OldFiles.UNPROCESSED);
            open();
        } else {
            open();
            if (endsMidLine()) { // of another time, and another source
                Buffer newline = posix.buffer(1);
                newline.bytes()[0] = '\n';
                append(newline, 0, 1);
            }
        }
        mark.renew();
    }

    private void undoUnfinished(Intake intake) throws ErrnoException {
        if (mark.isUnfinished(intake.buffer().bytes(), intake.start(), intake.end())) {
            named(() -> posix.truncate(fd, mark.unfinishedFrom()));
            size = mark.unfinishedFrom();
        }
    }

    private @Nullable FileStatus find() throws ErrnoException {
        try {
            return posix.lstat(old.path(CURRENT));
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return null;
            }
            throw e;
        }
    }

    private boolean endsMidLine() {
        return size > 0 && !isLineEnd(size);
    }

    /** Whether a line ends where {@code current} has so many bytes. */
    boolean isLineEnd(long at) {
        byte[] last = new byte[1];
        return posix.pread(fd, last, at - 1) != 1 || last[0] == '\n';
    }

    /** Takes the last bytes back. */
    void cut(int count) throws ErrnoException {
        named(() -> posix.truncate(fd, size - count));
        size -= count;
    }

    /** Opens {@code current}, made if need be. */
    private void open() throws ErrnoException {
        int flags = Files.READ | Files.WRITE | Files.APPEND | Files.CREATE | Files.NOFOLLOW;
        fd = RegularFile.open(posix, old.path(CURRENT), flags, WRITTEN);
        named(() -> {
            posix.fchmod(fd, WRITTEN);
            size = posix.fstat(fd).size();
        });
    }

    private interface Calls {
        void make() throws ErrnoException;
    }

    /** Makes calls on {@code current}, which only knows its descriptor: people want its name. */
    private void named(Calls calls) throws ErrnoException {
        try {
            calls.make();
        } catch (ErrnoException e) {
            throw e.of(old.path(CURRENT));
        }
    }

    /** Closes and opens {@code current}, which somebody may have moved away. */
    void reopen() throws ErrnoException {
        if (mark.isGone()) {
            moveIn();
            return;
        }
        closeCurrent();
        open();
    }

    private void closeCurrent() {
        if (fd != CLOSED) {
            posix.close(fd);
            fd = CLOSED;
        }
    }

    /**
     * Goes on in what is at our path now, since the directory in which we wrote has been removed or moved: as at the start,
     * it is made if it is missing. What we wrote stays where it is.
     */
    private void moveIn() throws ErrnoException {
        Mark there = take();
        mark.close();
        mark = there;
        closeCurrent();
        recover(null);
    }

    /** Writes; returns how many bytes, or the code of an {@link Errno}. */
    int append(Buffer buffer, int from, int count) throws ErrnoException {
        if (fd == CLOSED) {
            reopen();
        }
        int written = posix.write(fd, buffer, from, count);
        size += Math.max(0, written);
        return written;
    }

    /** See {@link Mark#begin}. */
    void begin(Buffer taken, int from, int to) throws ErrnoException {
        mark.begin(taken.bytes(), from, to, size);
    }

    /** See {@link Mark#end}. */
    void end() throws ErrnoException {
        mark.end();
    }

    /** {@code current} becomes a file of its own, on disk when this returns, and an empty one takes its place. */
    void rotate(String ending) throws ErrnoException {
        if (mark.isGone()) {
            moveIn();
            return;
        }
        if (fd != CLOSED) {
            named(() -> posix.syncFile(fd));
            if (size > 0) {
                if (ending.equals(OldFiles.DONE)) {
                    named(() -> posix.fchmod(fd, COMPLETE));
                }
                setAside(ending);
            }
            closeCurrent();
        }
        open();
    }

    private void setAside(String ending) throws ErrnoException {
        try {
            posix.rename(old.path(CURRENT), old.path(old.nextStem(posix.wallClock()) + ending));
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) { // else somebody removed it: there is nothing to wait for
                throw e;
            }
        }
        size = 0;
        old.sync();
    }

    /** Ends: {@code current} is complete. */
    void close() throws ErrnoException {
        if (fd != CLOSED) {
            named(() -> {
                posix.syncFile(fd);
                posix.fchmod(fd, COMPLETE);
            });
        }
        abandon();
    }

    /** Lets go of it as it is, and of its lock. */
    void abandon() {
        closeCurrent();
        mark.close();
    }
}
