package nitro.posix.fake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import nitro.posix.Errno;
import nitro.posix.FileStatus;
import nitro.posix.PollSet;
import org.jspecify.annotations.Nullable;

/** A pipe or FIFO: bytes on their way, and how many descriptions read and write it. */
final class FakePipe {
    static final int CAPACITY = 65_536;

    /** PIPE_BUF: as much is written whole or not at all, and a pipe with less room takes nothing. */
    private static final int PAGE = 4096;

    private final String name;
    private final IntConsumer lost;
    private byte[] waiting = new byte[0];
    private int readers;
    private int writers;
    private List<Runnable> watchers = new ArrayList<>();

    /** @param lost told how many bytes nobody can read any more, when the last reader has gone */
    FakePipe(String name, IntConsumer lost) {
        this.name = name;
        this.lost = lost;
    }

    int readers() {
        return readers;
    }

    int writers() {
        return writers;
    }

    Description reader(boolean nonblocking) {
        readers++;
        return new End(false, nonblocking);
    }

    Description writer(boolean nonblocking) {
        writers++;
        return new End(true, nonblocking);
    }

    /** Takes what is there, as a reader that does not wait. */
    byte[] head(int limit) {
        byte[] buffer = new byte[limit];
        Description reader = reader(true);
        reader.retain();
        int count = reader.read(buffer);
        reader.release();
        return Arrays.copyOf(buffer, Math.max(0, count));
    }

    /** As tee(2), which does not wait. */
    static int tee(@Nullable Description from, @Nullable Description to, int most) {
        if (!(from instanceof End reader) || reader.writing || !(to instanceof End writer) || !writer.writing) {
            return Errno.EINVAL.code();
        }
        byte[] waiting = reader.pipe().waiting;
        if (waiting.length == 0) {
            return reader.pipe().writers == 0 ? 0 : Errno.EAGAIN.code();
        }
        int count = Math.min(Math.min(most, waiting.length), CAPACITY - writer.pipe().waiting.length);
        return count == 0 ? Errno.EAGAIN.code() : writer.write(waiting, 0, count);
    }

    /** How many bytes wait in the pipe that is read by this; or the code of an {@link Errno}. */
    static int available(@Nullable Description reader) {
        return reader instanceof End end ? end.pipe().waiting.length : Errno.ENOTTY.code();
    }

    /** Calls {@code watcher} once, at the next change. */
    void onChange(Runnable watcher) {
        watchers.add(watcher);
    }

    private void changed() {
        List<Runnable> called = watchers;
        watchers = new ArrayList<>();
        called.forEach(Runnable::run);
    }

    private final class End extends Description {
        private final boolean writing;
        private final boolean nonblocking;
        private final String words;

        End(boolean writing, boolean nonblocking) {
            this.writing = writing;
            this.nonblocking = nonblocking;
            this.words = name + (writing ? " write" : " read");
        }

        @Override
        int read(byte[] buffer) {
            if (writing) {
                return Errno.EBADF.code();
            }
            if (waiting.length == 0) {
                return writers == 0 ? 0 : wouldBlock("read");
            }
            int count = Math.min(buffer.length, waiting.length);
            System.arraycopy(waiting, 0, buffer, 0, count);
            waiting = Arrays.copyOfRange(waiting, count, waiting.length);
            changed();
            return count;
        }

        @Override
        int write(byte[] buffer, int offset, int length) {
            if (!writing) {
                return Errno.EBADF.code();
            }
            if (readers == 0) {
                return Errno.EPIPE.code();
            }
            int count = Math.min(length, CAPACITY - waiting.length);
            if (count == 0 && length > 0) {
                return wouldBlock("write");
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream(waiting.length + count);
            all.writeBytes(waiting);
            all.write(buffer, offset, count);
            waiting = all.toByteArray();
            changed();
            return count;
        }

        @Override
        int writeAll(byte[] buffer, int offset, int length) {
            boolean fits = length <= CAPACITY - waiting.length;
            if (!fits && writing && readers > 0 && (!nonblocking || length <= PAGE)) {
                return wouldBlock("write");
            }
            return write(buffer, offset, length);
        }

        private int wouldBlock(String call) {
            if (nonblocking) {
                return Errno.EAGAIN.code();
            }
            throw new WouldBlock(call + " of " + this);
        }

        @Override
        int ready() {
            if (writing) {
                if (readers == 0) {
                    return PollSet.READ | PollSet.WRITE; // an error counts as all that is wanted
                }
                return CAPACITY - waiting.length >= PAGE ? PollSet.WRITE : 0;
            }
            return writers == 0 || waiting.length > 0 ? PollSet.READ : 0;
        }

        @Override
        boolean isBroken() {
            return (writing ? readers : writers) == 0;
        }

        /** Pipes are told apart by their numbers, which follow from their names here. */
        @Override
        FileStatus status(int uid) {
            return new FileStatus(FileStatus.Type.FIFO, 0600, 0, name.hashCode(), 0, uid, uid);
        }

        @Override
        void lastClosed() {
            if (writing) {
                writers--;
            } else if (--readers == 0 && waiting.length > 0) {
                lost.accept(waiting.length);
                waiting = new byte[0];
            }
            changed();
        }

        FakePipe pipe() {
            return FakePipe.this;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** The pipe of which a description is the read end. */
    static FakePipe readBy(Description description) {
        if (description instanceof End end && !end.writing) {
            return end.pipe();
        }
        throw new IllegalArgumentException(description + " is no read end of a pipe");
    }
}
