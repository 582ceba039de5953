package nitro.engine.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import nitro.loop.Loop;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.WouldBlock;

/** A simulated system with a loop, and pipes of which both ends are ours. */
final class Scene {
    final FakePosix posix = new FakePosix();
    final List<Throwable> errors = new ArrayList<>();
    final Loop loop = new Loop(posix, errors::add);
    final Captures captures = new Captures(posix, loop);

    /** A pipe whose reading end does not wait. */
    Pipe pipe() {
        try {
            return posix.pipe(true);
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes {@code fd} a pipe that waits when it is full, and answers its reading end. */
    int outputOn(int fd) {
        try {
            Pipe pipe = pipe();
            posix.dup2(pipe.writer(), fd);
            posix.close(pipe.writer());
            return pipe.reader();
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
    }

    int write(Pipe pipe, String text) {
        return posix.write(pipe.writer(), text.getBytes(ISO_8859_1), 0, text.length());
    }

    /** All that is in a pipe now, at most {@code most} bytes of it. */
    String read(int fd, int most) {
        byte[] bytes = new byte[most];
        int count = posix.read(fd, bytes);
        if (count < 0 && count != Errno.EAGAIN.code()) {
            throw new AssertionError(Errno.of(count));
        }
        return new String(bytes, 0, Math.max(0, count), ISO_8859_1);
    }

    String read(int fd) {
        return read(fd, 1 << 20);
    }

    /** Lets all happen that happens by itself. */
    void settle() {
        try {
            loop.run();
        } catch (WouldBlock e) {
            // nothing is left
        }
        errors.forEach(error -> {
            throw new AssertionError(error);
        });
    }

    /** Lets all happen that happens within so many milliseconds. */
    void pass(long millis) {
        loop.after(millis, loop::stop);
        loop.run();
    }
}
