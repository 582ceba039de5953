package nitro.front.nitro;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.engine.Engine;
import nitro.engine.Kit;
import nitro.engine.Service;
import nitro.engine.Services;
import nitro.engine.life.Event;
import nitro.engine.life.LifeCycle;
import nitro.engine.life.Phase;
import nitro.loop.Loop;
import nitro.machine.Console;
import nitro.posix.ErrnoException;

/** Brings the loaded services in line with the services directory (spec 2.5, 4.8). */
public final class Rescan {
    /** Milliseconds before what failed is tried again, and, as long as it fails, twice as many each time up to these. */
    private static final int SHORTEST_PAUSE = LifeCycle.LONG_DELAY;

    private static final int LONGEST_PAUSE = 30_000;

    private final Loop loop;
    private final Console console;
    private final ServiceFiles files;
    private final Services services;
    private final Engine supervisor;
    private boolean retrying;

    /** Milliseconds before the next attempt. */
    private int pause = SHORTEST_PAUSE;

    public Rescan(Kit kit, Services services, Engine supervisor) {
        this.loop = kit.loop();
        this.console = kit.console();
        this.files = kit.files();
        this.services = services;
        this.supervisor = supervisor;
    }

    public void run() {
        List<String> entries;
        try {
            entries = files.entries();
        } catch (ErrnoException e) {
            console.say("can't read the services directory: " + e.reason());
            retry();
            return;
        }
        Collections.sort(entries);
        List<Service> before = services.all();
        List<String> fresh = new ArrayList<>();
        for (String name : entries) {
            if (services.get(name) == null && ServiceName.of(name) != null) {
                fresh.add(name);
            }
        }
        fresh.forEach(services::load);
        before.forEach(services::link);
        Set<String> present = new HashSet<>(entries);
        before.forEach(service -> service.absent = !present.contains(service.name.text()));
        before.forEach(service -> {
            if (services.get(service.name.text()) == service) { // else it went with one that it served
                check(service, present);
            }
        });
        begin(fresh);
        for (Service service : before) {
            if (service.undecided && services.get(service.name.text()) == service) {
                decide(service);
            }
        }
        readAgain();
    }

    /** Sees to it that what could not be read of late is read again. */
    public void readAgain() {
        if (services.takeUnread()) {
            retry();
        } else if (!retrying) {
            pause = SHORTEST_PAUSE;
        }
    }

    /** The wish is not forgotten: what was lacking may be there later. */
    private void retry() {
        if (!retrying) {
            retrying = true;
            loop.after(pause, () -> {
                retrying = false;
                if (!supervisor.closing()) {
                    run();
                }
            });
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    /** Starts what is new: LOG first and in any case, loggers when somebody logs to them (spec 3.1, 4.9). */
    private void begin(List<String> fresh) {
        if (fresh.contains(ServiceName.LOG)) {
            Service log = services.get(ServiceName.LOG);
            if (log != null && log.phase == Phase.DOWN) {
                supervisor.feed(log, Event.UP);
            }
        }
        for (String name : fresh) {
            Service service = services.get(name);
            if (service != null && service.phase == Phase.DOWN) {
                decide(service);
            }
        }
    }

    /** Whether it is to be started; where that cannot be told, it is left to the next attempt or the next command. */
    private void decide(Service service) {
        try {
            service.undecided = false;
            if (starts(service)) {
                supervisor.schedule(service);
            }
        } catch (ErrnoException e) {
            service.undecided = true;
            cannotLookAtDown(service, e);
        }
    }

    private void cannotLookAtDown(Service service, ErrnoException e) {
        console.say("can't look at " + service.name.text() + "/down: " + e.reason());
        retry();
    }

    private boolean starts(Service service) throws ErrnoException {
        return !service.name.text().equals(ServiceName.LOG)
                && (!service.isLogger() || services.inLoop(service))
                && !files.markedDown(service.name);
    }

    private void check(Service service, Set<String> present) {
        boolean instance = service.name.isInstance();
        boolean template = instance && present.contains(service.name.directory());
        if (!service.absent) {
            try {
                if (instance && !template) {
                    supervisor.feed(service, Event.DOWN);
                } else if (service.leaving && starts(service)) {
                    supervisor.feed(service, Event.UP); // it came back before it was down
                }
                service.leaving = false;
            } catch (ErrnoException e) {
                cannotLookAtDown(service, e); // still to be forgotten, and then to be seen anew
            }
        } else if (service.isLogger() || service.isNeeded() && !services.hearsItself(service)) {
            service.leaving = false; // a live link names it
        } else if (!template) {
            supervisor.dismiss(service);
        } else if (service.phase == Phase.DOWN) {
            supervisor.dismiss(service);
        } else if (stopping(service)) {
            service.leaving = true;
        }
    }

    private static boolean stopping(Service service) {
        return switch (service.phase) {
            case STOPPING_SETUP, STOPPING, FINISHING, FAILING_DOWN -> true;
            default -> false;
        };
    }
}
