package nitro.ctl.live;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nitro.ctl.show.ServiceLogs;
import nitro.log.read.LogEnd;
import nitro.log.read.LoggerProcess;
import nitro.log.read.Tail.Log;
import nitro.log.read.Zone;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.spat.Message.Detail;
import nitro.spat.Request;
import nitro.spat.client.Asker;
import org.jspecify.annotations.Nullable;

/**
 * The end of one service's log, as it grows. It is found along the service's loggers as {@link ServiceLogs} does, without
 * waiting for nitro.
 */
final class LogView implements AutoCloseable {
    /** No screen shows more. */
    static final int LINES = 50;

    private final Posix posix;
    private final Loop loop;
    private final Asker nitro;
    private final Zone zone;
    private final Runnable changed;
    private String service = "";
    /** The service and its loggers, as far as they were asked for. */
    private final Set<String> chain = new HashSet<>();
    /** How often it was looked for. */
    private int search;
    /** Why there is no log; empty if there is one, or it is looked for. */
    private String nothing = "";
    /** Whether there may be one soon. */
    private boolean undecided;
    /** Whether one of the chain does not run just now: what was found before still holds. */
    private boolean down;

    private List<String> paths = List.of();
    private @Nullable LogEnd end;

    /** @param changed run whenever {@link #lines} has become other lines */
    LogView(Posix posix, Loop loop, Invocation call, Asker nitro, Runnable changed) {
        this.posix = posix;
        this.loop = loop;
        this.nitro = nitro;
        this.zone = Zone.find(call.variable("TZ"), posix);
        this.changed = changed;
    }

    /** Shows this service's log; none, if it is empty. */
    void select(String name) {
        if (!name.equals(service)) {
            close();
            nothing = "";
            service = name;
            find();
        }
    }

    /** A service is no longer as it was: it may be one of those that the log was found by. */
    void changed(String name) {
        if (chain.contains(name)) {
            find();
        }
    }

    /** Some time has passed: a logger may have got so far that its log is known. */
    void retry() {
        if (undecided) {
            find();
        }
    }

    /** Looks for the log, whatever is known of it. */
    void find() {
        search++;
        chain.clear();
        undecided = false;
        down = false;
        if (!service.isEmpty()) {
            ask(service);
        }
    }

    private void ask(String at) {
        int asked = search;
        chain.add(at);
        nitro.ask(new Request.Detail(at), answer -> {
            if (asked != search) {
                return; // this was asked for something else
            }
            if (answer instanceof Detail detail) {
                take(at, detail);
            } else {
                none("nitro does not tell who logs");
            }
        });
    }

    private void take(String at, Detail detail) {
        boolean own = at.equals(service);
        int pid = detail.service().status().pid();
        down |= pid == 0;
        try {
            List<String> found = pid == 0 ? List.of() : LoggerProcess.directories(pid, !own, posix);
            if (!found.isEmpty()) {
                open(found);
            } else if (own && detail.logger().isEmpty()) {
                none("it has no logger");
            } else if (detail.logger().isEmpty() || chain.contains(detail.logger())) {
                undecided = true;
                none("none of its loggers runs with a directory that has a log in it");
            } else {
                ask(detail.logger());
            }
        } catch (ErrnoException e) {
            undecided = true;
            none(at + ": process " + pid + ": " + e.reason());
        }
    }

    private void open(List<String> found) {
        if (end == null || !found.equals(paths)) {
            close();
            List<Log> logs = found.stream().map(path -> new Log(service, path)).toList();
            end = new LogEnd(logs, LINES, zone, posix, loop, changed);
            paths = found;
            nothing = "";
            changed.run();
        }
    }

    private void none(String why) {
        if (down && end != null) {
            return;
        }
        close();
        if (!nothing.equals(why)) {
            nothing = why;
            changed.run();
        }
    }

    /** Its last lines as they are now, or why there are none. */
    List<String> lines() {
        return end != null ? end.lines() : nothing.isEmpty() ? List.of() : List.of("(" + nothing + ")");
    }

    @Override
    public void close() {
        if (end != null) {
            end.close();
            end = null;
        }
    }
}
