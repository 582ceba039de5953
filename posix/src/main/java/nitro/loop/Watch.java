package nitro.loop;

/** A descriptor that the loop waits for to become readable, or writable. */
public final class Watch {
    private final Loop loop;
    final int fd;
    final int events;
    final Runnable handler;
    boolean ended;

    Watch(Loop loop, int fd, int events, Runnable handler) {
        this.loop = loop;
        this.fd = fd;
        this.events = events;
        this.handler = handler;
    }

    /** Stops watching; the descriptor stays open. */
    public void end() {
        loop.end(this);
    }
}
