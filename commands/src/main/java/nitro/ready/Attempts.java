package nitro.ready;

import nitro.loop.Timer;
import org.jspecify.annotations.Nullable;

/** A condition that nothing tells of, so that it is tried again and again: one attempt at a time, with a pause between them. */
abstract class Attempts extends Condition {
    private final long pause;
    private @Nullable Timer timer;

    /** @param pause milliseconds from the end of an attempt to the next */
    Attempts(String text, Ground ground, long pause) {
        super(text, ground);
        this.pause = pause;
    }

    /** Begins an attempt, which ends by {@link #found} or {@link #failed}, now or later. */
    abstract void attempt();

    /** Gives the attempt up that is being made, if one is. */
    abstract void abandon();

    @Override
    final void watch() {
        attempt();
    }

    @Override
    final void release() {
        forget();
        abandon();
    }

    /** This attempt has failed. */
    final void failed(String why) {
        failed(why, pause);
    }

    /** This attempt has failed, and the next is worth while only after so many milliseconds. */
    final void failed(String why, long until) {
        missed(why);
        forget();
        abandon();
        timer = ground.loop().after(Math.max(pause, until), this::attempt);
    }

    /** Has the attempt fail with these words unless it ends before. */
    final void limit(String why) {
        forget();
        timer = ground.loop().after(ATTEMPT, () -> failed(why));
    }

    private void forget() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
