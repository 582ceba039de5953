package nitro.ready;

import java.util.Set;
import nitro.posix.Invocation;
import nitro.probe.Attempts;
import nitro.probe.ProbeContext;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Event;
import nitro.spat.Message.Status;
import nitro.spat.Request;
import nitro.spat.SocketPath;
import nitro.spat.State;
import nitro.spat.client.Conversation;
import nitro.spat.client.LoopClient;
import nitro.spat.client.Unreachable;
import org.jspecify.annotations.Nullable;

/**
 * {@code service:NAME[=STATE]}: nitro reports that a service is UP or ONESHOT, or in that state.
 *
 * <p>It hears of the service's events. One may be lost, so after a while without one it asks.
 */
final class ServiceCondition extends Attempts implements Conversation.Listener {
    private final Invocation call;
    private final String service;
    private final Set<State> wanted;
    private @Nullable LoopClient nitro;

    /** @param call its environment says where nitro is */
    ServiceCondition(
            String text, ProbeContext context, long pause, Invocation call, String service, Set<State> wanted) {
        super(text, context, pause);
        this.call = call;
        this.service = service;
        this.wanted = wanted;
    }

    @Override
    protected void attempt() {
        try {
            nitro = new LoopClient(posix(), context.loop(), SocketPath.find(call, posix()), service, this);
            quiet();
        } catch (Unreachable e) {
            gone(e);
        }
    }

    @Override
    public void quiet() {
        if (nitro != null) {
            nitro.ask(new Request.Query(service), this::answered);
        }
    }

    private void answered(Message answer) {
        if (answer instanceof Status status) {
            is(status.state());
        } else if (answer == Answer.NO_SUCH_SERVICE) {
            missed("no such service");
        }
    }

    @Override
    public void heard(Event event) {
        if (event.name().equals(service)) {
            is(event.state());
        }
    }

    private void is(State state) {
        missed("is " + state);
        if (wanted.contains(state)) {
            found();
        }
    }

    @Override
    public void gone(Unreachable why) {
        failed("cannot reach nitro: " + why.reason());
    }

    @Override
    protected void abandon() {
        if (nitro != null) {
            nitro.close();
            nitro = null;
        }
    }
}
