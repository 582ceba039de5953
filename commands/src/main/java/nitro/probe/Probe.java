package nitro.probe;

import nitro.loop.Timer;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/**
 * A question to the machine, asked by one attempt at a time, as often as somebody wants to know.
 *
 * <p>It is made without effect, so that wrong words are found before anything is done.
 */
public abstract class Probe {
    /** The limit of an attempt that may take as long as it likes. */
    public static final long NO_LIMIT = -1;

    /** Hears how an attempt ended, unless it is abandoned before. Nothing is left of the attempt by then. */
    public interface Answer {
        /** It holds. */
        void holds();

        /** It does not hold; the next attempt is worth while after at least so many milliseconds. */
        void fails(String why, long pauseMs);
    }

    protected final ProbeContext context;
    private final String unanswered;
    private @Nullable Answer answer;
    private @Nullable Timer timer;

    /** @param unanswered why it does not hold while there is no answer */
    protected Probe(ProbeContext context, String unanswered) {
        this.context = context;
        this.unanswered = unanswered;
    }

    /** Why it does not hold while there is no answer. */
    public final String unanswered() {
        return unanswered;
    }

    /**
     * Begins an attempt, which may end at once; there must be none.
     *
     * @param limitMs milliseconds after which the attempt fails, or {@link #NO_LIMIT}
     */
    public final void attempt(long limitMs, Answer answer) {
        this.answer = answer;
        if (limitMs >= 0) {
            timer = context.loop().after(limitMs, () -> fails(unanswered));
        }
        ask();
    }

    /** Gives up the attempt, if there is one. */
    public final void abandon() {
        if (answer != null) {
            answer = null;
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
            release();
        }
    }

    /** Begins an attempt, which ends by {@link #holds} or {@link #fails}, now or later. */
    protected abstract void ask();

    /** Closes descriptors and kills processes: once for each attempt. */
    protected abstract void release();

    protected final void holds() {
        Answer asking = answer;
        abandon();
        if (asking != null) {
            asking.holds();
        }
    }

    protected final void fails(String why) {
        fails(why, 0);
    }

    protected final void fails(String why, long pauseMs) {
        Answer asking = answer;
        abandon();
        if (asking != null) {
            asking.fails(why, pauseMs);
        }
    }

    protected final Posix posix() {
        return context.posix();
    }
}
