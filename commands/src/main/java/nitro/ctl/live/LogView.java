package nitro.ctl.live;

import java.util.List;
import nitro.ctl.show.LogSearch;
import nitro.log.read.LocalZone;
import nitro.log.read.LogEnd;
import nitro.log.read.Tail.Log;
import nitro.loop.Loop;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.spat.Message.Detail;
import nitro.spat.Request;
import nitro.spat.client.Asker;
import org.jspecify.annotations.Nullable;

/**
 * The end of one service's log, as it grows. It is found by a {@link LogSearch}, without waiting for nitro.
 */
final class LogView implements AutoCloseable {
    /** No screen shows more. */
    static final int LINES = 50;

    private static final LogSearch.NotFound UNTOLD = new LogSearch.NotFound("nitro does not report loggers", false);

    private final Posix posix;
    private final Loop loop;
    private final Asker nitro;
    private final LocalZone zone;
    private final Runnable changed;
    private String service = "";
    private @Nullable LogSearch search;
    /** Why there is no log; empty if there is one, or it is looked for. */
    private String nothing = "";
    /** Whether there may be one soon. */
    private boolean mayChange;

    private List<Log> logs = List.of();
    private @Nullable LogEnd end;

    /** @param changed run whenever {@link #lines} has become other lines */
    LogView(Posix posix, Loop loop, Invocation call, Asker nitro, Runnable changed) {
        this.posix = posix;
        this.loop = loop;
        this.nitro = nitro;
        this.zone = LocalZone.find(call.variable("TZ"), posix);
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
        if (search != null && search.concerns(name)) {
            find();
        }
    }

    /** Some time has passed: a logger may have got so far that its log is known. */
    void retry() {
        if (mayChange) {
            find();
        }
    }

    /** Looks for the log, whatever is known of it. */
    void find() {
        mayChange = false;
        search = service.isEmpty() ? null : new LogSearch(service, posix);
        if (search != null) {
            go(search, search.first());
        }
    }

    private void go(LogSearch at, LogSearch.Step step) {
        switch (step) {
            case LogSearch.Ask(String next) ->
                nitro.ask(new Request.Detail(next), answer -> {
                    if (at == search) { // else this was asked for something else
                        go(at, answer instanceof Detail detail ? at.take(detail) : UNTOLD);
                    }
                });
            case LogSearch.Found found -> open(found.logs());
            case LogSearch.NotFound none -> {
                mayChange = none.mayChange();
                none(at, none.why());
            }
        }
    }

    private void open(List<Log> found) {
        if (end == null || !found.equals(logs)) {
            close();
            end = new LogEnd(found, LINES, zone, posix, loop, changed);
            logs = found;
            nothing = "";
            changed.run();
        }
    }

    private void none(LogSearch at, String why) {
        if (at.isInterrupted() && end != null) {
            return; // the log that was found before still holds
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
