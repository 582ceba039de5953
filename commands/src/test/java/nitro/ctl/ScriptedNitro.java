package nitro.ctl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nitro.posix.Errno;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Event;
import nitro.spat.Request;
import nitro.spat.SocketPath;
import org.jspecify.annotations.Nullable;

/** A nitro that answers each request as a test has written down, now or later, or not at all. */
public final class ScriptedNitro {
    /** Something that nitro does some milliseconds after a request came from {@code sender}. */
    record Step(long delay, Consumer<String> deed) {}

    /** What was received, in order; the datagrams that it drops are not here. */
    public final List<Request> received = new ArrayList<>();

    private final Scene scene;
    private final Map<Request, List<List<Step>>> scripts = new HashMap<>();
    private @Nullable Errno down;
    private int full;

    public ScriptedNitro(Scene scene) {
        this.scene = scene;
    }

    /**
     * What happens when this request comes; written down several times for one request, each serves once, in turn, and
     * the last for ever.
     */
    public ScriptedNitro on(Request request, Step... steps) {
        scripts.computeIfAbsent(request, _ -> new ArrayList<>()).add(List.of(steps));
        return this;
    }

    /** Sends an answer to the sender, and an event to all who hear of it. */
    public Step says(Message message) {
        return says(0, message);
    }

    public Step says(long delay, Message message) {
        return new Step(delay, sender -> {
            if (message instanceof Event event) {
                tell(event);
            } else {
                post(sender, message.encode());
            }
        });
    }

    public Step sends(byte[] datagram) {
        return new Step(0, sender -> post(sender, datagram));
    }

    public Step dies(long delay) {
        return new Step(delay, _ -> goDown(Errno.ECONNREFUSED));
    }

    /** From now on sends to it fail. */
    public void goDown(Errno why) {
        down = why;
    }

    /** Its queue is full for the next few sends. */
    public void fillUp(int sends) {
        full = sends;
    }

    /** Announces a state. */
    public void tell(Event event) {
        for (String path : List.copyOf(scene.sockets.keySet())) {
            if (SocketPath.hears(path.substring(path.lastIndexOf('/') + 1), event.name())) {
                post(path, event.encode());
            }
        }
    }

    public int receive(byte[] data, String sender) {
        if (down != null) {
            return down.code();
        }
        if (full > 0) {
            full--;
            return (full % 2 == 0 ? Errno.EAGAIN : Errno.ENOBUFS).code();
        }
        Request request = Request.decode(data, data.length);
        if (request != null) {
            received.add(request);
            List<List<Step>> script = scripts.getOrDefault(request, new ArrayList<>());
            if (script.isEmpty()) {
                post(sender, defaultAnswer(request).encode());
            } else {
                List<Step> steps = script.size() == 1 ? script.getFirst() : script.removeFirst();
                steps.forEach(step -> carryOut(step, sender));
            }
        }
        return data.length;
    }

    /** What a nitro without services answers. */
    private static Message defaultAnswer(Request request) {
        return switch (request) {
            case Request.Rescan _, Request.Shutdown _, Request.Reboot _, Request.ListAfter _ -> Answer.OK;
            case Request.Unknown _ -> Answer.NOT_IMPLEMENTED;
            default -> Answer.NO_SUCH_SERVICE;
        };
    }

    private void carryOut(Step step, String sender) {
        if (step.delay == 0) {
            step.deed.accept(sender);
        } else {
            scene.later(step.delay, () -> step.deed.accept(sender));
        }
    }

    private void post(String address, byte[] data) {
        Scene.FakeMailbox mailbox = scene.sockets.get(address);
        if (mailbox != null && !mailbox.isClosed()) {
            mailbox.take(data);
        }
    }
}
