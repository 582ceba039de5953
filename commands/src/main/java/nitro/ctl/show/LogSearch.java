package nitro.ctl.show;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nitro.log.read.LoggerProcess;
import nitro.log.read.Tail.Log;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.spat.Message.Detail;

/**
 * The search for a service's log: along its chain of loggers, to the first whose process was given a directory with a log.
 *
 * <p>The owner asks nitro for the details of each service that a {@link Ask} names, and waits for them or not.
 */
public final class LogSearch {
    /** The next step of a search, or its end. */
    public sealed interface Step {}

    /** Ask nitro for the details of this service. */
    public record Ask(String service) implements Step {}

    /** @param keeper the service whose process keeps these logs, which can be the service itself */
    public record Found(String keeper, List<Log> logs) implements Step {}

    /** @param mayChange whether another search may find a log although nothing was heard of a change */
    public record NotFound(String why, boolean mayChange) implements Step {}

    private final String service;
    private final Posix posix;
    private final Set<String> chain = new LinkedHashSet<>();
    private boolean down;

    public LogSearch(String service, Posix posix) {
        this.service = service;
        this.posix = posix;
    }

    public Ask first() {
        chain.add(service);
        return new Ask(service);
    }

    /** @param detail of the service that was asked for last */
    public Step take(Detail detail) {
        String at = detail.service().name();
        int pid = detail.service().status().pid();
        down |= pid == 0;
        try {
            List<String> found = pid == 0 ? List.of() : LoggerProcess.directories(pid, !at.equals(service), posix);
            if (!found.isEmpty()) {
                return new Found(
                        at, found.stream().map(path -> new Log(service, path)).toList());
            }
        } catch (ErrnoException e) {
            return new NotFound(at + ": process " + pid + ": " + e.reason(), true);
        }
        String logger = detail.logger();
        if (!logger.isEmpty() && chain.add(logger)) {
            return new Ask(logger);
        }
        return chain.size() == 1 ? new NotFound("no logger", false) : new NotFound(unreadable(), true);
    }

    /** Whether a service is one of those that the search has come to. */
    public boolean concerns(String name) {
        return chain.contains(name);
    }

    /** Whether one of those that the search has come to does not run. */
    public boolean isInterrupted() {
        return down;
    }

    private String unreadable() {
        List<String> loggers = chain.stream().skip(1).toList();
        String which = loggers.size() == 1
                ? "its logger " + loggers.getFirst() + " does not write"
                : "none of its loggers (" + String.join(", ", loggers) + ") writes";
        return which + " to a log directory that can be read";
    }
}
