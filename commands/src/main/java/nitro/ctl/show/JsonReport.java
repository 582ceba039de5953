package nitro.ctl.show;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Complaints;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Task;
import nitro.ctl.screen.Endings;
import nitro.ctl.screen.ListOrder;
import nitro.ctl.verb.Verb;
import nitro.posix.WaitStatus;
import nitro.spat.Message.Event;
import nitro.spat.Message.Info;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.text.Json;
import org.jspecify.annotations.Nullable;

/** list and info, and each of the events, with {@code --json} (docs/json.md). */
public final class JsonReport implements Task {
    /** The wait status of a process that could not be executed, or of a setup that ended with 111. */
    private static final int NOT_EXECUTED = -1;

    private final Verb verb;
    private final List<String> names;
    private final @Nullable ListOrder order;
    private final PrintStream out;
    private final Complaints complaints;

    /**
     * @param names the services that are listed; none: all
     * @param order of the list; null: by name, or as they were named
     */
    public JsonReport(
            Verb verb, List<String> names, @Nullable ListOrder order, PrintStream out, Complaints complaints) {
        this.verb = verb;
        this.names = names;
        this.order = order;
        this.out = out;
        this.complaints = complaints;
    }

    @Override
    public void run(Client client) throws Failure {
        switch (verb) {
            case INFO -> info(client);
            default -> list(names.isEmpty() ? client.services() : Listing.named(names, client, complaints));
        }
    }

    private void list(List<Service> services) {
        Json json = new Json().beginArray();
        for (Service service : order == null ? services : order.sorted(services)) {
            json.beginObject();
            append(json, service);
            json.endObject();
        }
        out.print(json.endArray() + "\n");
    }

    /** The members that every service has. */
    static void append(Json json, Service service) {
        Status status = service.status();
        json.member("name", service.name()).member("state", status.state().name());
        if (status.pid() == 0) {
            json.none("pid");
        } else {
            json.member("pid", status.pid());
        }
        appendEnding(json, status.wstatus());
        json.member("uptime", status.uptime());
        json.member("crashes", service.trouble().crashes());
        json.member("killed", service.trouble().killed());
        json.name("waits_for").beginArray();
        service.waitsFor().forEach(json::text);
        json.endArray();
    }

    /** Members wstatus, and exit and signal, of which at most one is not null. */
    private static void appendEnding(Json json, int wstatus) {
        json.member("wstatus", wstatus);
        WaitStatus end = new WaitStatus(wstatus);
        if (wstatus == NOT_EXECUTED) {
            json.none("exit").none("signal");
        } else if (end.exited()) {
            json.member("exit", end.exitStatus()).none("signal");
        } else {
            json.none("exit").member("signal", Endings.signal(end.signal()));
        }
    }

    private void info(Client client) throws Failure {
        Info info = InfoReport.of(client);
        Json json = new Json().beginObject();
        json.member("nitro_pid", info.nitroPid()).member("pid", info.pid());
        json.member("max_service", info.services()).member("total_reaps", info.reaps());
        json.member("total_sv_reaps", info.serviceReaps());
        out.print(json.endObject() + "\n");
    }

    /** An event as one line of JSON. */
    public static String event(Event event) {
        Json json = new Json().beginObject();
        json.member("time", InstantSource.system().instant().toString());
        json.member("state", event.state().name()).member("name", event.name());
        return json.endObject().toString();
    }
}
