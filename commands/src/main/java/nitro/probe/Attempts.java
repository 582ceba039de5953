package nitro.probe;

import nitro.loop.Timer;
import org.jspecify.annotations.Nullable;

/** A condition that nothing tells of, so that it is tried again and again: one attempt at a time, with a pause between them. */
public abstract class Attempts extends Condition {
    private final long pause;
    private @Nullable Timer timer;

    /** @param pause milliseconds from the end of an attempt to the next */
    protected Attempts(String text, ProbeContext context, long pause) {
        super(text, context);
        this.pause = pause;
    }

    /** Begins an attempt, which ends by {@link #found} or {@link #failed}, now or later. */
    protected abstract void attempt();

    /** Gives the attempt up that is being made, if one is. */
    protected abstract void abandon();

    @Override
    protected final void watch() {
        attempt();
    }

    @Override
    protected final void release() {
        forget();
        abandon();
    }

    /** This attempt has failed. */
    protected final void failed(String why) {
        failed(why, pause);
    }

    /** This attempt has failed, and the next is worth while only after so many milliseconds. */
    protected final void failed(String why, long until) {
        missed(why);
        forget();
        abandon();
        timer = context.loop().after(Math.max(pause, until), this::attempt);
    }

    private void forget() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
