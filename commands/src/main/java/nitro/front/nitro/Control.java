package nitro.front.nitro;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nitro.define.directory.ServiceFiles;
import nitro.engine.Children;
import nitro.engine.Kit;
import nitro.engine.Orders;
import nitro.engine.Service;
import nitro.engine.Services;
import nitro.engine.Shutdown;
import nitro.posix.Datagram;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Page;
import nitro.spat.Request;

/** Answers requests on the control socket (spec 5.2 to 5.4). */
final class Control {
    /** Requests answered before other events get their turn. */
    private static final int TURN = 16;

    private final Posix posix;
    private final int socket;
    private final int pid;
    private final String directory;
    private final ServiceFiles files;
    private final Services services;
    private final Children children;
    private final Orders orders;

    /** Room for any command and its name; what is longer is no command of ours. */
    private final Datagram datagram = new Datagram(4096);

    /** @param directory the absolute path of the services directory */
    Control(Kit kit, int socket, String directory, Services services, Orders orders) {
        this.posix = kit.posix();
        this.socket = socket;
        this.pid = posix.getpid();
        this.directory = directory;
        this.files = kit.files();
        this.services = services;
        this.children = kit.children();
        this.orders = orders;
    }

    /** Answers what has come. */
    void receive() {
        for (int i = 0; i < TURN; i++) {
            int length = posix.receive(socket, datagram);
            if (length < 0) {
                return;
            }
            Request request = Request.decode(datagram.data, length);
            if (request != null) {
                reply(answer(request), datagram.sender);
            }
        }
    }

    private byte[] answer(Request request) {
        return switch (request) {
            case Request.Up(String name) -> orOk(orders.up(name));
            case Request.Down(String name) -> orOk(orders.down(name));
            case Request.Restart(String name) -> orOk(orders.restart(name));
            case Request.Ready(String name) -> orOk(orders.ready(name));
            case Request.Signal(int number, String name) -> orOk(orders.signal(name, number));
            case Request.Rescan _ -> orOk(orders.rescan());
            case Request.Shutdown _ -> orOk(orders.shutdown(Shutdown.Kind.SHUTDOWN));
            case Request.Reboot _ -> orOk(orders.shutdown(Shutdown.Kind.REBOOT));
            case Request.Info _ -> info().encode();
            case Request.Query(String name) -> query(name).encode();
            case Request.Detail(String name) -> detail(name).encode();
            case Request.ListServices _ -> fill(Page.only(), services.after(""));
            case Request.ListAfter(String name) -> fill(Page.part(), services.after(name));
            case Request.ServicesDirectory _ -> new Message.Directory(directory).encode();
            case Request.TemplatesAfter(String name) -> templates(name);
            case Request.Unknown _ -> Answer.NOT_IMPLEMENTED.encode();
        };
    }

    private static byte[] orOk(boolean done) {
        return (done ? Answer.OK : Answer.NO_SUCH_SERVICE).encode();
    }

    private Message info() {
        return new Message.Info(pid, pid, services.size(), children.reaped(), children.reapedOfServices());
    }

    private Message query(String name) {
        Service service = services.get(name);
        return service == null ? Answer.NO_SUCH_SERVICE : status(service);
    }

    private Message detail(String name) {
        Service service = services.get(name);
        if (service == null) {
            return Answer.NO_SUCH_SERVICE;
        }
        Service output = service.running != null ? service.output : services.outputOf(service);
        String logger = output == null ? "" : output.name.text();
        long deadline = service.timer == null ? -1 : Math.max(0, service.timer.deadline() - posix.now());
        return new Message.Detail(line(service), logger, Math.max(0, service.starts - 1), deadline, service.lastError);
    }

    private Message.Service line(Service service) {
        return new Message.Service(service.name.text(), status(service));
    }

    private Message.Status status(Service service) {
        long uptime = (posix.now() - service.since) / 1000;
        return new Message.Status(service.phase.state(), service.runPid(), service.status, uptime);
    }

    private byte[] fill(Page page, Iterable<Service> list) {
        for (Service service : list) {
            if (!page.add(line(service))) {
                return page.cut();
            }
        }
        return page.complete();
    }

    private byte[] templates(String after) {
        Page page = Page.part();
        List<String> names;
        try {
            names = files.entries();
        } catch (ErrnoException e) {
            names = new ArrayList<>(); // who asks for templates only offers them; there is nothing to offer
        }
        Collections.sort(names);
        for (String name : names) {
            if (name.endsWith("@") && name.compareTo(after) > 0 && !page.addTemplate(name)) {
                return page.cut();
            }
        }
        return page.complete();
    }

    /** One that cannot take it asks again. */
    private void reply(byte[] bytes, String to) {
        if (!to.isEmpty()) {
            posix.send(socket, bytes, bytes.length, to);
        }
    }
}
