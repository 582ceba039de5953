package nitro.front.nitro.sim;

import java.util.Objects;
import nitro.front.nitro.Inside;
import nitro.front.nitro.Inside.Look;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/** Holds nitro to answering each request once, to whom it came from, and truly (spec 5.3). */
final class Answers {
    private final Inside inside;
    private final Wishes wishes;
    private @Nullable Request request;
    private String sender = "";
    private @Nullable Answer expected;
    private int answers;
    private boolean doubtful;

    Answers(Inside inside, Wishes wishes) {
        this.inside = inside;
        this.wishes = wishes;
    }

    /** Nitro has taken a datagram; the request is null if it is none. */
    void received(@Nullable Request taken, String from) {
        done();
        request = taken;
        sender = from;
        expected = taken == null ? null : expected(taken);
        answers = 0;
        doubtful = false;
    }

    /** What is being answered; null if nothing is. */
    @Nullable
    Request current() {
        return request;
    }

    /** A failing call leaves open what the answer will be. */
    void doubt() {
        doubtful = true;
    }

    /** Nitro has sent to a client. */
    void sent(byte[] datagram, int length, String to) {
        answers++;
        Violation.unless(
                request != null && to.equals(sender) && answers == 1,
                "answer " + answers + " to " + to + " for " + request + " of " + sender);
        Message message = Objects.requireNonNull(Message.decode(datagram, length), "no message");
        if (expected != null && !doubtful) {
            Violation.unless(message.equals(expected), request + " is answered " + message + ", not " + expected);
        }
    }

    /** Nitro is done with the request. */
    void done() {
        Violation.unless(
                request == null || answers == (sender.isEmpty() ? 0 : 1), request + " of " + sender + " is unanswered");
        request = null;
    }

    /** The answer that is certain; null if there is none. */
    private @Nullable Answer expected(Request request) {
        return switch (request) {
            case Request.Up(String name) -> startable(name);
            case Request.Restart(String name) -> startable(name);
            case Request.Down(String name) -> answer(known(name) || wishes.inSetup() && wishes.isOnDisk(name));
            case Request.Ready(String name) -> answer(known(name));
            case Request.Signal(int number, String name) -> {
                Look look = inside.get(name);
                yield answer(look != null && look.script().equals("run") && number <= 64 && !name.equals("SYS"));
            }
            case Request.Query(String name) -> inside.get(name) == null ? Answer.NO_SUCH_SERVICE : null;
            case Request.Rescan _, Request.Shutdown _, Request.Reboot _ -> Answer.OK;
            case Request.Unknown _ -> Answer.NOT_IMPLEMENTED;
            default -> null;
        };
    }

    private @Nullable Answer startable(String name) {
        return answer(known(name) || !inside.closing() && wishes.isService(name));
    }

    private boolean known(String name) {
        return inside.get(name) != null && !name.equals("SYS");
    }

    private static Answer answer(boolean ok) {
        return ok ? Answer.OK : Answer.NO_SUCH_SERVICE;
    }
}
