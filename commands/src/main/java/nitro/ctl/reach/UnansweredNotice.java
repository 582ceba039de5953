package nitro.ctl.reach;

import nitro.ctl.screen.Screen;
import nitro.posix.ClientPosix;
import nitro.posix.Invocation;
import nitro.spat.Message.Event;

/** Tells people on a terminal that nitro does not answer, so that they know what they wait for; scripts just wait. */
public final class UnansweredNotice implements Client.Listener {
    /** Questions without an answer after which it is told. */
    private static final int MANY = 3;

    private static final int STDERR = 2;

    private final Task task;
    private final ClientPosix posix;
    private final Invocation call;
    private int unanswered;

    /** @param task hears of the events */
    public UnansweredNotice(Task task, ClientPosix posix, Invocation call) {
        this.task = task;
        this.posix = posix;
        this.call = call;
    }

    @Override
    public void heard(Event event) {
        task.heard(event);
    }

    @Override
    public void unanswered() {
        if (++unanswered == MANY && Screen.of(posix, STDERR) != null) {
            task.unanswered();
            call.err().print(call.name() + ": nitro does not answer yet\n");
        }
    }
}
