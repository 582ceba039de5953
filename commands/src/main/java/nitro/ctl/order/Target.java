package nitro.ctl.order;

import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/** A service to which a command gives an order, and how far the command has come with it. */
final class Target {
    final String name;
    /** nitro has carried out the order: states count from now on. */
    boolean ordered;

    boolean done;
    /** Whether it has come to the state that the command waits for. */
    boolean reached;
    /** The last state heard of since the order was sent. */
    @Nullable
    State state;
    /** When that was, or when it was asked for. */
    long heard;
    /** How its last process ended, as {@link nitro.ctl.screen.AwaitedService} has it. */
    String ending = "";
    /** When nitro will do something about it by itself, -1 if never. */
    long deadline = -1;
    /** Whether {@link #deadline} is that of the state. */
    boolean detailed;
    /** How many starts have failed since nitro has carried out the order. */
    int failures;

    Target(String name) {
        this.name = name;
    }

    /**
     * Counts a start that this event reports to have failed: {@code run} has ended before it was ready, {@code setup} has
     * failed, or nothing could be executed for want of something.
     */
    void countFailure(State now) {
        State before = state;
        boolean ended = now == State.RESTART && before == State.STARTING;
        boolean delayed = now == State.DELAY && (before == State.SETUP || before == State.DELAY);
        if (ordered && (ended || delayed)) {
            failures++;
        }
    }
}
