package nitro.ctl.reach;

import nitro.loop.Loop;
import nitro.posix.ClientPosix;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.spat.SocketPath;
import nitro.spat.client.Conversation;
import nitro.spat.client.LoopClient;
import nitro.spat.client.Unreachable;

/** Connects to the nitro that a call means: the one that NITRO_SOCK names, or the user's or the system's (spec 5.1). */
public final class Connect {
    private Connect() {}

    /** One that waits, and hears of no events. */
    public static Client client(Invocation call, ClientPosix posix, long deadline) throws Failure {
        return client(call, posix, "", deadline, _ -> {});
    }

    /** As {@link Client}'s constructor. */
    public static Client client(
            Invocation call, ClientPosix posix, String subject, long deadline, Client.Listener listener)
            throws Failure {
        return new Client(posix, nitro(call, posix), subject, deadline, listener);
    }

    /** One on a loop that hears of all services. */
    public static LoopClient loopClient(Invocation call, Posix posix, Loop loop, Conversation.Listener listener)
            throws Failure {
        try {
            return new LoopClient(posix, loop, nitro(call, posix), Conversation.ALL, listener);
        } catch (Unreachable e) {
            throw Failure.unreachable(e);
        }
    }

    private static SocketPath nitro(Invocation call, ClientPosix posix) {
        return SocketPath.find(call, posix);
    }
}
