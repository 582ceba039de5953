package nitro.posix;

import java.util.Arrays;

/** The descriptors that poll(2) waits for: parallel arrays that grow and never hold an object per descriptor. */
public final class PollSet {
    /** Wait until a read would not block; also reported for end of file and errors. */
    public static final int READ = 1;

    /** Wait until a write would not block. */
    public static final int WRITE = 2;

    private int[] fds = new int[16];
    private int[] wanted = new int[16];
    private int[] ready = new int[16];
    private int size;

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** @param events {@link #READ}, {@link #WRITE} or both */
    public void add(int fd, int events) {
        if (size == fds.length) {
            fds = Arrays.copyOf(fds, size * 2);
            wanted = Arrays.copyOf(wanted, size * 2);
            ready = Arrays.copyOf(ready, size * 2);
        }
        fds[size] = fd;
        wanted[size] = events;
        ready[size++] = 0;
    }

    public int fd(int index) {
        return fds[index];
    }

    public int wanted(int index) {
        return wanted[index];
    }

    /**
     * The events that are ready after a poll; a hang-up, an error or a closed descriptor counts as all that was wanted.
     */
    public int ready(int index) {
        return ready[index];
    }

    /** For the bindings: what poll(2) found. */
    public void setReady(int index, int events) {
        ready[index] = events;
    }
}
