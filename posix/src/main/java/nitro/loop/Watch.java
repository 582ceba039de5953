package nitro.loop;

/** A descriptor that the loop waits for to become readable. */
public final class Watch {
    private final Loop loop;
    final int fd;
    final Runnable handler;
    boolean ended;

    Watch(Loop loop, int fd, Runnable handler) {
        this.loop = loop;
        this.fd = fd;
        this.handler = handler;
    }

    /** Stops watching; the descriptor stays open. */
    public void end() {
        loop.end(this);
    }
}
