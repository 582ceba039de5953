package nitro.ready;

import nitro.posix.Posix;

/**
 * Something that may come true, or is so already. It has come true once it was found so, whatever happens then.
 *
 * <p>It is made without effect, so that wrong words are found before anything is done.
 */
abstract class Condition {
    /** The longest that one attempt at a peer may take, in milliseconds: a packet may have been lost, and nobody know it. */
    static final long ATTEMPT = 10_000;

    /** As it was given. */
    final String text;

    final Ground ground;
    private Runnable whenTrue = () -> {};
    private boolean begun;
    private boolean isTrue;
    private String why = "no answer yet";

    Condition(String text, Ground ground) {
        this.text = text;
        this.ground = ground;
    }

    /** Looks, and watches until it is true or {@link #end}. */
    final void begin(Runnable told) {
        whenTrue = told;
        begun = true;
        watch();
    }

    /** Lets go of all that it holds, processes too. */
    final void end() {
        if (begun) {
            begun = false;
            release();
        }
    }

    final boolean isTrue() {
        return isTrue;
    }

    /** The condition and why it is not true. */
    final String complaint() {
        return text + ": " + why;
    }

    /** Begins to look for it. */
    abstract void watch();

    /** Forgets timers, closes descriptors, ends processes: exactly once after {@link #watch}. */
    abstract void release();

    /** It is true: releases all, and tells. */
    final void found() {
        if (!isTrue) {
            isTrue = true;
            end();
            whenTrue.run();
        }
    }

    /** It is not true, so far. */
    final void missed(String reason) {
        why = reason;
    }

    final Posix posix() {
        return ground.posix();
    }
}
