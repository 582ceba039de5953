package nitro.ctl;

import java.io.PrintStream;
import java.util.List;
import nitro.posix.ClientPosix;
import nitro.spat.Message.Event;

/** Prints events as they come, until it is interrupted or nitro is gone (spec 6.3). */
final class Watch implements Task {
    /** Milliseconds of silence after which nitro is looked for; below the second of spec 6.4. */
    private static final long SILENCE = 900;

    private final List<String> names;
    private final ClientPosix posix;
    private final PrintStream out;

    /** @param names the services to hear of; none: all */
    Watch(List<String> names, ClientPosix posix, PrintStream out) {
        this.names = names;
        this.posix = posix;
        this.out = out;
    }

    @Override
    public void run(Client client) throws Failure {
        try {
            client.probe();
            while (!out.checkError()) {
                if (!(client.receive(posix.now() + SILENCE) instanceof Event event)) {
                    client.probe();
                } else if (names.isEmpty() || names.contains(event.name())) {
                    out.print(event.state() + " " + event.name() + "\n");
                }
            }
        } catch (Failure failure) {
            if (!failure.isSignalled()) {
                throw failure;
            }
        }
    }
}
