package nitro.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import nitro.define.directory.LogEntry;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.machine.Console;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/** The loaded services by name, in the order of bytes, and who logs to whom (spec 2, 3.1, 3.2, 4.9). */
public final class Services {
    private final Posix posix;
    private final ServiceFiles files;
    private final Console console;
    private final TreeMap<String, Service> byName = new TreeMap<>();

    /** Whether LOG has been started and not been stopped by command since (spec 3.1). */
    private boolean logActive;

    /** Whether something could not be read that is to be read again. */
    private boolean unread;

    public Services(Kit kit) {
        this.posix = kit.posix();
        this.files = kit.files();
        this.console = kit.console();
    }

    @Nullable
    public Service get(String name) {
        return byName.get(name);
    }

    public int size() {
        return byName.size();
    }

    /** All of them as they are now; loading and forgetting do not change the answer. */
    public List<Service> all() {
        return new ArrayList<>(byName.values());
    }

    /** Those that follow a name, in order. */
    public Collection<Service> after(String name) {
        return byName.tailMap(name, false).values();
    }

    /** Puts in a service that is none of the directory: SYS while its scripts run. */
    public void add(Service service) {
        byName.put(service.name.text(), service);
    }

    /** Whether something could not be read, so that a rescan is due; the next answer is of what comes from now on. */
    public boolean takeUnread() {
        boolean taken = unread;
        unread = false;
        return taken;
    }

    /** Whether there is something of this very name on disk: an instance can do without. */
    boolean hasEntry(String name) {
        return files.isEntry(name);
    }

    /** The service of this name, loaded, DOWN, if need be; null, with a message, if there is none on disk. */
    @Nullable
    public Service load(String text) {
        Service known = byName.get(text);
        if (known != null) {
            return known;
        }
        Service service = loadUnlinked(text);
        if (service != null) {
            link(service);
        }
        return service;
    }

    private @Nullable Service loadUnlinked(String text) {
        ServiceName name = ServiceName.of(text);
        try {
            if (name == null || !files.isService(name)) {
                console.say("no such service: " + text);
                return null;
            }
        } catch (ErrnoException e) {
            console.say("can't look at " + text + ": " + e.reason());
            unread = true;
            return null;
        }
        Service service = new Service(name, posix.now());
        service.absent = name.isInstance() && !files.isEntry(text);
        byName.put(text, service);
        return service;
    }

    /** Reads the service's {@code log} link again, and those of the loggers that it makes known. */
    public void link(Service service) {
        for (Service next = service; next != null; ) {
            next = linkOne(next);
        }
    }

    /** Returns the logger if it was loaded just now: its own link is to be read in its turn. */
    private @Nullable Service linkOne(Service service) {
        LogEntry log;
        try {
            log = files.log(service.name);
        } catch (ErrnoException e) {
            console.say("can't read " + service.name.directory() + "/log: " + e.reason());
            unread |= e.errno().isPassing();
            return null; // as it was
        }
        switch (log) {
            case LogEntry.Absent _ -> setLogger(service, LogLink.NONE, null);
            case LogEntry.NotALink _ -> {
                console.say(service.name.directory() + "/log: not a symlink, ignored");
                setLogger(service, LogLink.IGNORED, null);
            }
            case LogEntry.Itself _ -> setLogger(service, LogLink.SERVICE, service);
            case LogEntry.To(String name) -> {
                return linkTo(service, name);
            }
        }
        return null;
    }

    private @Nullable Service linkTo(Service service, String name) {
        Service known = name.equals(ServiceName.SYS) ? null : byName.get(name);
        Service logger = known != null ? known : loadUnlinked(name);
        setLogger(service, logger == null ? LogLink.BROKEN : LogLink.SERVICE, logger);
        return known == null ? logger : null;
    }

    private static void setLogger(Service service, LogLink link, @Nullable Service logger) {
        if (service.logger != null) {
            service.logger.producers.remove(service);
        }
        service.link = link;
        service.logger = logger;
        if (logger != null && logger != service) { // a service that reads what it writes serves nobody (spec 4.9)
            logger.producers.add(service);
            logger.leaving = false;
        }
    }

    /** Whether following the log links from the service leads back to it. */
    public boolean inLoop(Service service) {
        return leadsBack(service, next -> next.logger);
    }

    /** Whether what the service writes can come back to it: then its writers do not wait for it, nor it for them. */
    public boolean hearsItself(Service service) {
        return leadsBack(service, next -> next.output);
    }

    private boolean leadsBack(Service service, Function<Service, @Nullable Service> step) {
        Service next = step.apply(service);
        for (int i = 0; next != null && i < byName.size(); i++) {
            if (next == service) {
                return true;
            }
            next = step.apply(next);
        }
        return false;
    }

    /** The logger that a service's scripts are to write to from its next start on; null: nitro's output. */
    @Nullable
    public Service outputOf(Service service) {
        return switch (service.link) {
            case SERVICE -> service.logger;
            case BROKEN -> null;
            case NONE, IGNORED -> {
                Service log = byName.get(ServiceName.LOG);
                yield logActive && log != service ? log : null;
            }
        };
    }

    /** Lets the service write to its logger from now on. Returns the one that it wrote to before, if it is another. */
    @Nullable
    Service attach(Service service, @Nullable Service logger) {
        if (service.output == logger) {
            return null;
        }
        Service before = detach(service);
        service.output = logger;
        if (logger != null && logger != service) {
            logger.writers.add(service);
        }
        return before;
    }

    /** The service's scripts have all ended: it writes no more. Returns the logger that it wrote to. */
    @Nullable
    Service detach(Service service) {
        Service logger = service.output;
        if (logger != null) {
            logger.writers.remove(service);
            service.output = null;
        }
        return logger;
    }

    void logStarted() {
        logActive = true;
    }

    void logStopped() {
        logActive = false;
    }

    /** Makes the pipe that the logger reads, if it is not there yet. */
    void openPipe(Service logger) throws ErrnoException {
        if (logger.pipe == null) {
            logger.pipe = posix.pipe(false);
        }
    }

    /** Closes our ends of the logger's pipe: it reads to the end. */
    void closePipe(Service logger) {
        if (logger.pipe != null) {
            posix.close(logger.pipe.reader());
            posix.close(logger.pipe.writer());
            logger.pipe = null;
        }
    }

    /** Drops a service that is down. */
    public void forget(Service service) {
        detach(service);
        setLogger(service, LogLink.NONE, null);
        closePipe(service);
        byName.remove(service.name.text(), service);
    }
}
