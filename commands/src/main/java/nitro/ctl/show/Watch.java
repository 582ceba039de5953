package nitro.ctl.show;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Task;
import nitro.posix.ClientPosix;
import nitro.spat.Message.Event;

/** Prints events as they come, until it is interrupted or nitro is gone (spec 6.3). */
public final class Watch implements Task {
    /** Milliseconds of silence after which nitro is looked for; below the second of spec 6.4. */
    private static final long SILENCE = 900;

    private final List<String> names;
    private final ClientPosix posix;
    private final PrintStream out;
    private final Function<Event, String> line;

    /** @param names the services to hear of; none: all */
    public Watch(List<String> names, ClientPosix posix, PrintStream out) {
        this(names, posix, out, event -> event.state() + " " + event.name());
    }

    /** @param line how an event is printed */
    public Watch(List<String> names, ClientPosix posix, PrintStream out, Function<Event, String> line) {
        this.names = names;
        this.posix = posix;
        this.out = out;
        this.line = line;
    }

    @Override
    public void run(Client client) throws Failure {
        try {
            client.probe();
            while (!out.checkError()) {
                if (!(client.receive(posix.now() + SILENCE) instanceof Event event)) {
                    client.probe();
                } else if (names.isEmpty() || names.contains(event.name())) {
                    out.print(line.apply(event) + "\n");
                }
            }
        } catch (Failure failure) {
            if (!failure.isSignalled()) {
                throw failure;
            }
        }
    }
}
