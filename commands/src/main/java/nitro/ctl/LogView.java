package nitro.ctl;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import nitro.logs.LoggerProcess;
import nitro.logs.Tail;
import nitro.logs.Tail.Log;
import nitro.logs.Wanted;
import nitro.logs.Zone;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.spat.Message.Detail;
import nitro.spat.Request;

/** The last lines of one service's log, found along its loggers as {@link ServiceLogs} does, without waiting for nitro. */
final class LogView {
    private final Posix posix;
    private final Link link;
    private final Zone zone;
    private String service = "";
    private List<Log> logs = List.of();
    private String nothing = "";

    LogView(Posix posix, Invocation call, Link link) {
        this.posix = posix;
        this.link = link;
        this.zone = Zone.find(call.variable("TZ"), posix);
    }

    /** Looks for the log of this service, and runs {@code found} when it is known where it is, or that there is none. */
    void select(String name, Runnable found) {
        if (name.equals(service)) {
            return;
        }
        service = name;
        logs = List.of();
        nothing = "";
        if (!name.isEmpty()) {
            look(name, name, new HashSet<>(), found);
        }
    }

    private void look(String name, String at, Set<String> seen, Runnable found) {
        Consumer<String> none = why -> {
            nothing = why;
            found.run();
        };
        link.ask(new Request.Detail(at), answer -> {
            if (!service.equals(name)) {
                return;
            }
            if (!(answer instanceof Detail detail)) {
                none.accept("(nitro does not tell who logs)");
                return;
            }
            int pid = detail.service().status().pid();
            try {
                List<String> directories =
                        pid == 0 ? List.of() : LoggerProcess.directories(pid, !at.equals(name), posix);
                if (!directories.isEmpty()) {
                    logs = directories.stream()
                            .map(directory -> new Log(name, directory))
                            .toList();
                    found.run();
                } else if (detail.logger().isEmpty() || !seen.add(at)) {
                    none.accept(at.equals(name) ? "(it has no logger)" : "(its logger keeps no log that we know)");
                } else {
                    look(name, detail.logger(), seen, found);
                }
            } catch (ErrnoException e) {
                none.accept("(" + at + ": process " + pid + ": " + e.reason() + ")");
            }
        });
    }

    /** Its last lines as they are now, or why there are none. */
    List<String> lines(int count) {
        if (logs.isEmpty() || count == 0) {
            return nothing.isEmpty() ? List.of() : List.of(nothing);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.ISO_8859_1);
        new Tail(new Wanted(count, Wanted.ALWAYS, null), false, false, zone, posix, out, why -> out.print(why + "\n"))
                .print(logs);
        out.flush();
        return bytes.toString(StandardCharsets.ISO_8859_1).lines().toList();
    }
}
