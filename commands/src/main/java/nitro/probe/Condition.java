package nitro.probe;

import nitro.posix.Posix;

/**
 * Something that may come true, or is so already. It has come true once it was found so, whatever happens then.
 *
 * <p>It is made without effect, so that wrong words are found before anything is done.
 */
public abstract class Condition {
    /** As it was given. */
    protected final String text;

    protected final ProbeContext context;
    private Runnable whenTrue = () -> {};
    private boolean begun;
    private boolean isTrue;
    private String why = "no answer";

    protected Condition(String text, ProbeContext context) {
        this.text = text;
        this.context = context;
    }

    /** Looks, and watches until it is true or {@link #end}. */
    public final void begin(Runnable told) {
        whenTrue = told;
        begun = true;
        watch();
    }

    /** Lets go of all that it holds, processes too. */
    public final void end() {
        if (begun) {
            begun = false;
            release();
        }
    }

    public final boolean isTrue() {
        return isTrue;
    }

    /** The condition and why it is not true. */
    public final String complaint() {
        return text + ": " + why;
    }

    /** Begins to look for it. */
    protected abstract void watch();

    /** Forgets timers, closes descriptors, ends processes: exactly once after {@link #watch}. */
    protected abstract void release();

    /** It is true: releases all, and tells. */
    protected final void found() {
        if (!isTrue) {
            isTrue = true;
            end();
            whenTrue.run();
        }
    }

    /** It is not true, so far. */
    protected final void missed(String reason) {
        why = reason;
    }

    protected final Posix posix() {
        return context.posix();
    }
}
