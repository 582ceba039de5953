package nitro.posix.image;

import nitro.posix.PollSet;
import nitro.posix.Polling;
import nitro.posix.image.FileCalls.PollFd;
import org.graalvm.nativeimage.c.struct.SizeOf;

/** {@link Polling}, in the image. */
final class ImagePolling implements Polling {
    private final Scratch scratch;

    ImagePolling(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public int poll(PollSet set, int millis) {
        int size = set.size();
        long bytes = (long) size * SizeOf.get(PollFd.class);
        PollFd fds = scratch.only(bytes);
        for (int i = 0; i < size; i++) {
            PollFd entry = fds.addressOf(i);
            int wanted = set.wanted(i);
            entry.fd(set.fd(i));
            entry.events((short) (((wanted & PollSet.READ) == 0 ? 0 : FileCalls.POLLIN())
                    | ((wanted & PollSet.WRITE) == 0 ? 0 : FileCalls.POLLOUT())));
        }
        if (millis < 0) {
            ProcessCalls.trim();
        }
        int count = FileCalls.poll(fds, size, millis);
        if (count < 0) {
            return ErrnoNumber.lastCode();
        }
        for (int i = 0; i < size; i++) {
            set.setReady(i, ready(fds.addressOf(i).revents(), set.wanted(i)));
        }
        return count;
    }

    private static int ready(int found, int wanted) {
        if ((found & (FileCalls.POLLERR() | FileCalls.POLLHUP() | FileCalls.POLLNVAL())) != 0) {
            return wanted;
        }
        return ((found & FileCalls.POLLIN()) == 0 ? 0 : PollSet.READ)
                | ((found & FileCalls.POLLOUT()) == 0 ? 0 : PollSet.WRITE);
    }
}
