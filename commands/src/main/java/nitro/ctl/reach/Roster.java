package nitro.ctl.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nitro.loop.Loop;
import nitro.posix.Posix;
import nitro.spat.Message.Event;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.spat.Message.Trouble;
import nitro.spat.State;
import nitro.spat.client.Asker;
import nitro.spat.client.Pages;
import org.jspecify.annotations.Nullable;

/**
 * The services as they are now, kept so by events: a change counts at once, and soon after the rest is asked for (pids,
 * how they ended, which services there are), once for all changes of a moment.
 */
public final class Roster {
    /** Milliseconds after a change: a burst of them is one question. */
    private static final long REFRESH_AFTER_MS = 100;

    /** A listener to changes of the roster. */
    public interface Watcher {
        /** A service entered a state; {@code before} is null if it was not known. */
        void changed(String name, @Nullable State before, State now);

        /** Anything may be different. */
        void updated();
    }

    private record Known(Status status, Trouble trouble, List<String> waitsFor, long heard) {}

    private final Posix posix;
    private final Loop loop;
    private final Watcher watcher;
    private final Map<String, Known> services = new TreeMap<>();
    private Asker nitro;
    private boolean asking;
    private boolean again;

    public Roster(Posix posix, Loop loop, Asker nitro, Watcher watcher) {
        this.posix = posix;
        this.loop = loop;
        this.nitro = nitro;
        this.watcher = watcher;
    }

    /** All services by name, as old as they are now. */
    public List<Service> services() {
        List<Service> all = new ArrayList<>();
        services.forEach((name, known) -> all.add(now(name, known)));
        return all;
    }

    private Service now(String name, Known known) {
        Status was = known.status;
        Trouble trouble = known.trouble;
        long since = (posix.now() - known.heard) / 1000;
        return new Service(
                name,
                new Status(was.state(), was.pid(), was.wstatus(), was.uptime() + since),
                new Trouble(trouble.crashes(), trouble.age() < 0 ? -1 : trouble.age() + since, trouble.killed()),
                known.waitsFor);
    }

    public void heard(Event event) {
        Known known = services.get(event.name());
        State before = known == null ? null : known.status.state();
        if (before == null || before.common() != event.state()) {
            int wstatus = known == null ? 0 : known.status.wstatus();
            int pid = known == null ? 0 : known.status.pid();
            Trouble trouble = known == null ? Trouble.NONE : known.trouble;
            services.put(
                    event.name(),
                    new Known(new Status(event.state(), pid, wstatus, 0), trouble, List.of(), posix.now()));
            watcher.changed(event.name(), before, event.state());
        }
        refreshSoon();
    }

    private void refreshSoon() {
        if (!asking) {
            asking = true;
            loop.after(REFRESH_AFTER_MS, this::ask);
        } else {
            again = true;
        }
    }

    /** Asks for all. */
    public void refresh() {
        if (!asking) {
            asking = true;
            ask();
        }
    }

    /** Drops all questions: they will never be answered. */
    public void forgetQuestions() {
        asking = false;
    }

    private void ask() {
        Pages.services(nitro, this::take);
    }

    private void take(List<Service> all) {
        asking = false;
        Map<String, Known> before = Map.copyOf(services);
        services.clear();
        for (Service service : all) {
            services.put(
                    service.name(), new Known(service.status(), service.trouble(), service.waitsFor(), posix.now()));
        }
        for (Service service : all) {
            Known old = before.get(service.name());
            State state = service.status().state();
            if (old != null && old.status.state() != state) {
                watcher.changed(service.name(), old.status.state(), state);
            }
        }
        watcher.updated();
        if (again) {
            again = false;
            refreshSoon();
        }
    }
}
