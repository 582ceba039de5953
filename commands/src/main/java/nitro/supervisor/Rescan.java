package nitro.supervisor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nitro.definition.ServiceFiles;
import nitro.definition.ServiceName;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;

/** Brings the loaded services in line with the services directory (spec 2.5, 4.8). */
final class Rescan {
    private final Loop loop;
    private final Console console;
    private final ServiceFiles files;
    private final Services services;
    private final Supervisor supervisor;
    private boolean retrying;

    Rescan(Kit kit, Services services, Supervisor supervisor) {
        this.loop = kit.loop();
        this.console = kit.console();
        this.files = kit.files();
        this.services = services;
        this.supervisor = supervisor;
    }

    void run() {
        List<String> directories;
        try {
            directories = files.directories();
        } catch (ErrnoException e) {
            console.say("can't read the services directory: " + e.reason());
            retry();
            return;
        }
        Collections.sort(directories);
        List<Service> before = services.all();
        List<String> fresh = new ArrayList<>();
        for (String name : directories) {
            if (services.get(name) == null && ServiceName.of(name) != null) {
                fresh.add(name);
            }
        }
        fresh.forEach(services::load);
        before.forEach(services::link);
        Set<String> entries = new HashSet<>(directories);
        before.forEach(service -> service.absent = !entries.contains(service.name.text()));
        before.forEach(service -> {
            if (services.get(service.name.text()) == service) { // else it went with one that it served
                check(service, entries);
            }
        });
        begin(fresh);
    }

    /** The wish is not forgotten: what was lacking may be there later. */
    private void retry() {
        if (!retrying) {
            retrying = true;
            loop.after(LifeCycle.LONG_DELAY, () -> {
                retrying = false;
                if (!supervisor.closing()) {
                    run();
                }
            });
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
            if (service != null && service.phase == Phase.DOWN && starts(service)) {
                supervisor.schedule(service);
            }
        }
    }

    private boolean starts(Service service) {
        return !service.name.text().equals(ServiceName.LOG)
                && (!service.isLogger() || services.inLoop(service))
                && !files.markedDown(service.name);
    }

    private void check(Service service, Set<String> entries) {
        boolean instance = service.name.isInstance();
        boolean template = instance && entries.contains(service.name.directory());
        if (!service.absent) {
            if (instance && !template) {
                supervisor.feed(service, Event.DOWN);
            } else if (service.leaving && starts(service)) {
                supervisor.feed(service, Event.UP); // it came back before it was down
            }
            service.leaving = false;
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
