package nitro.ctl.show;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Task;
import nitro.spat.Message.Event;

/** Prints events as they come, until it is interrupted or nitro is gone (spec 6.3). */
public final class EventPrinter implements Task {
    private final List<String> names;
    private final PrintStream out;
    private final Function<Event, String> line;

    /**
     * @param names the services to hear of; none: all
     * @param line how an event is printed
     */
    public EventPrinter(List<String> names, PrintStream out, Function<Event, String> line) {
        this.names = names;
        this.out = out;
        this.line = line;
    }

    /** {@code STATE NAME}. */
    public static String plain(Event event) {
        return event.state() + " " + event.name();
    }

    @Override
    public void run(Client client) throws Failure {
        try {
            client.check();
            while (!out.checkError()) {
                client.listen(Long.MAX_VALUE);
            }
        } catch (Failure failure) {
            if (!failure.isSignalled()) {
                throw failure;
            }
        }
    }

    @Override
    public void heard(Event event) {
        if (names.isEmpty() || names.contains(event.name())) {
            out.print(line.apply(event) + "\n");
        }
    }
}
