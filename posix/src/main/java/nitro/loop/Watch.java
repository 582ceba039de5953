package nitro.loop;

import org.jspecify.annotations.Nullable;

/** A descriptor that the loop waits for to become readable, or writable. */
public final class Watch {
    private final Watches watches;
    final Registration registration;
    final int events;
    final long turn;
    final Runnable handler;

    /** Another watch of the same descriptor. */
    @Nullable
    Watch next;

    boolean ended;

    /** @param turn the turn of the loop in which it begins: what was found ready in that turn is none of its */
    Watch(Watches watches, Registration registration, int events, long turn, Runnable handler) {
        this.watches = watches;
        this.registration = registration;
        this.events = events;
        this.turn = turn;
        this.handler = handler;
    }

    /** Stops watching; the descriptor stays open. To be called before it is closed. */
    public void end() {
        watches.end(this);
    }
}
