package nitro.front.nitro;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import nitro.define.directory.ServiceFiles;
import nitro.engine.Children;
import nitro.engine.Engine;
import nitro.engine.Obstacle;
import nitro.engine.Orders;
import nitro.engine.Outcome;
import nitro.engine.Snapshot;
import nitro.engine.life.Phase;
import nitro.engine.model.Needs;
import nitro.engine.model.Output;
import nitro.machine.EndKind;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Request;

/** Carries out the requests on the control socket, and answers them (spec 5.2 to 5.4). */
final class Answers {
    /** An answer before it is put into bytes. */
    sealed interface Reply {
        record One(Message message) implements Reply {}

        /**
         * Services, as many as fit.
         *
         * @param part whether the client asks for what follows
         */
        record Services(Iterable<Message.Service> services, boolean part) implements Reply {}

        /** Names of templates, as many as fit. */
        record Templates(List<String> names) implements Reply {}
    }

    /** Of the services that keep another from starting, so many are named in a page. */
    private static final int MOST_NAMED = 4;

    /** In a detail, so many: a datagram has room for them. */
    private static final int MOST_NAMED_IN_DETAIL = 40;

    private final Posix posix;
    private final Supplier<String> directory;
    private final ServiceFiles files;
    private final Engine engine;
    private final ListedServices services;
    private final Troubles troubles;
    private final LogLinks links;
    private final Children children;
    private final Orders orders;
    private final Rescan rescan;
    private final ShutdownSequence shutdown;
    private final Listeners listeners;

    /** @param directory the absolute path of the services directory */
    Answers(
            Posix posix,
            Supplier<String> directory,
            ServiceFiles files,
            Engine engine,
            ListedServices services,
            Troubles troubles,
            LogLinks links,
            Children children,
            Orders orders,
            Rescan rescan,
            ShutdownSequence shutdown,
            Listeners listeners) {
        this.posix = posix;
        this.directory = directory;
        this.files = files;
        this.engine = engine;
        this.services = services;
        this.troubles = troubles;
        this.links = links;
        this.children = children;
        this.orders = orders;
        this.rescan = rescan;
        this.shutdown = shutdown;
        this.listeners = listeners;
    }

    Reply answer(Request request) {
        return switch (request) {
            case Request.Up(String name) -> announced(orders.up(name));
            case Request.Down(String name) -> announced(orders.down(name));
            case Request.Restart(String name) -> announced(orders.restart(name));
            case Request.Ready(String name) -> announced(orders.ready(name));
            case Request.Signal(int number, String name) -> outcome(orders.signal(name, number));
            case Request.Rescan _ -> {
                rescan.order();
                yield ok();
            }
            case Request.Shutdown _ -> end(EndKind.SHUTDOWN);
            case Request.Reboot _ -> end(EndKind.REBOOT);
            case Request.Info _ -> new Reply.One(info());
            case Request.Query(String name) -> new Reply.One(query(name));
            case Request.Detail(String name) -> new Reply.One(detail(name));
            case Request.Needs(String name) -> new Reply.One(needs(name));
            case Request.ListServices _ -> new Reply.Services(lines(""), false);
            case Request.ListAfter(String name) -> new Reply.Services(lines(name), true);
            case Request.ServicesDirectory _ -> new Reply.One(new Message.Directory(directory.get()));
            case Request.TemplatesAfter(String name) -> new Reply.Templates(templates(name));
            case Request.Unknown _ -> new Reply.One(Answer.NOT_IMPLEMENTED);
        };
    }

    private static Reply ok() {
        return new Reply.One(Answer.OK);
    }

    private Reply end(EndKind kind) {
        shutdown.begin(kind);
        return ok();
    }

    /** The state that a service has after an order is announced also where it has not changed (spec 4.7). */
    private Reply announced(Outcome outcome) {
        if (outcome instanceof Outcome.Done(Snapshot service)) {
            listeners.announce(service.name(), States.of(service.phase()));
        }
        return outcome(outcome);
    }

    /** The wire has one word for all that could not be done. */
    private static Reply outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> ok();
            case Outcome.NoSuchService _, Outcome.NotRunning _, Outcome.Refused _ ->
                new Reply.One(Answer.NO_SUCH_SERVICE);
        };
    }

    private Message info() {
        int pid = posix.getpid();
        return new Message.Info(pid, pid, services.size(), children.reaped(), children.reapedOfServices());
    }

    private Message query(String name) {
        Snapshot service = services.get(name);
        return service == null ? Answer.NO_SUCH_SERVICE : status(service);
    }

    private Message detail(String name) {
        Snapshot service = services.get(name);
        if (service == null) {
            return Answer.NO_SUCH_SERVICE;
        }
        long deadline = service.deadline() < 0 ? -1 : Math.max(0, service.deadline() - posix.now());
        return new Message.Detail(
                line(service, MOST_NAMED_IN_DETAIL),
                logger(service),
                Math.max(0, service.starts() - 1),
                deadline,
                service.lastError(),
                service.lastError().isEmpty() ? -1 : (posix.now() - service.failedAt()) / 1000,
                service.setupFailed());
    }

    private Message needs(String name) {
        if (engine.get(name) == null) {
            return Answer.NO_SUCH_SERVICE;
        }
        Needs needs = engine.needs(name);
        return new Message.Needs(
                needs.requires(),
                needs.wants(),
                needs.after(),
                needs.conflicts(),
                engine.obstacles(name).stream().map(Answers::onWire).toList(),
                engine.activeDependents(name));
    }

    private static nitro.spat.Obstacle onWire(Obstacle obstacle) {
        return new nitro.spat.Obstacle(
                switch (obstacle.kind()) {
                    case REQUIRED -> nitro.spat.Obstacle.Kind.REQUIRED;
                    case EARLIER -> nitro.spat.Obstacle.Kind.EARLIER;
                    case CONFLICTING -> nitro.spat.Obstacle.Kind.CONFLICTING;
                },
                obstacle.service());
    }

    /** The service that it writes to, or will from its next start on. */
    private String logger(Snapshot service) {
        if (service.program() != null) {
            return service.output();
        }
        return links.outputOf(service.name()) instanceof Output.Into into && services.get(into.service()) != null
                ? into.service()
                : "";
    }

    private Iterable<Message.Service> lines(String after) {
        Iterable<Snapshot> listed = services.after(after);
        return () -> StreamSupport.stream(listed.spliterator(), false)
                .map(service -> line(service, MOST_NAMED))
                .iterator();
    }

    private Message.Service line(Snapshot service, int mostNamed) {
        List<String> waitsFor = service.phase() == Phase.BLOCKED
                ? engine.obstacles(service.name()).stream()
                        .map(Obstacle::service)
                        .distinct()
                        .limit(mostNamed)
                        .toList()
                : List.of();
        return new Message.Service(service.name(), status(service), troubles.of(service.name()), waitsFor);
    }

    private Message.Status status(Snapshot service) {
        long uptime = (posix.now() - service.since()) / 1000;
        return new Message.Status(States.of(service.phase()), service.runPid(), service.status(), uptime);
    }

    private List<String> templates(String after) {
        List<String> names = new ArrayList<>();
        try {
            for (String name : files.entries()) {
                if (name.endsWith("@") && name.compareTo(after) > 0) {
                    names.add(name);
                }
            }
        } catch (ErrnoException e) {
            // Templates are only offered to the user: where they cannot be read there are none to offer.
        }
        Collections.sort(names);
        return names;
    }
}
