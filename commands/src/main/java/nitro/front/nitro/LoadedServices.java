package nitro.front.nitro;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import nitro.define.directory.LogEntry;
import nitro.define.directory.ServiceFile;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.engine.Engine;
import nitro.engine.Happening;
import nitro.engine.Observer;
import nitro.engine.life.Event;
import nitro.engine.life.Phase;
import nitro.posix.ErrnoException;

/** Loads services from the services directory, with the loggers that their links name (spec 2, 3.1, 3.2, 4.8). */
final class LoadedServices implements Observer {
    private final Engine engine;
    private final LoadedNames names;
    private final LogLinks links;
    private final ServiceFiles files;
    private final Consumer<String> messages;

    /** The services for which the last rescan found no entry. */
    private final Set<String> absent = new HashSet<>();

    /** Whether something could not be read that is to be read again. */
    private boolean unread;

    LoadedServices(Engine engine, LoadedNames names, LogLinks links, ServiceFiles files, Consumer<String> messages) {
        this.engine = engine;
        this.names = names;
        this.links = links;
        this.files = files;
        this.messages = messages;
    }

    boolean isLoaded(String name) {
        return engine.get(name) != null;
    }

    /** Whether the last rescan found no entry for the service. */
    boolean isAbsent(String name) {
        return absent.contains(name);
    }

    void setAbsent(String name, boolean isAbsent) {
        if (isAbsent) {
            absent.add(name);
        } else {
            absent.remove(name);
        }
    }

    /** Whether a service logs to it, or is to. */
    boolean isNeeded(String name) {
        return links.isLogger(name) || engine.isWrittenTo(name);
    }

    /** Returns whether something could not be read since this was last called. */
    boolean takeUnread() {
        boolean taken = unread;
        unread = false;
        return taken;
    }

    /** Loads the service if it is not loaded; false, with a message, if there is none of that name on disk. */
    boolean load(String name) {
        if (isLoaded(name)) {
            return true;
        }
        boolean found = loadUnlinked(name);
        if (found) {
            link(name);
        }
        return found;
    }

    private boolean loadUnlinked(String text) {
        ServiceName name = ServiceName.of(text);
        try {
            if (name == null || !files.isService(name)) {
                messages.accept("no such service: " + text);
                return false;
            }
        } catch (ErrnoException e) {
            messages.accept("can't look at " + text + ": " + e.reason());
            unread = true;
            return false;
        }
        boolean isAbsent = name.isInstance() && !files.isEntry(text);
        engine.load(text);
        setAbsent(text, isAbsent);
        return true;
    }

    /** Reads the service's {@code log} entry again, and those of the loggers that become known by it. */
    void link(String service) {
        for (String next = service; !next.isEmpty(); ) {
            next = linkOne(next);
        }
    }

    /** Returns the logger if it was loaded just now: its own entry is to be read in its turn. Else empty. */
    private String linkOne(String service) {
        ServiceName name = names.of(service);
        if (name == null) {
            return "";
        }
        LogEntry log;
        try {
            log = files.log(name);
        } catch (ErrnoException e) {
            messages.accept("can't read " + ServiceFiles.path(name, ServiceFile.LOG) + ": " + e.reason());
            unread |= e.errno().isPassing();
            return ""; // as it was
        }
        switch (log) {
            case LogEntry.Absent _ -> links.set(service, LogLink.NONE, null);
            case LogEntry.NotALink _ -> {
                messages.accept(ServiceFiles.path(name, ServiceFile.LOG) + ": not a symlink, ignored");
                links.set(service, LogLink.IGNORED, null);
            }
            case LogEntry.Inside(ServiceName logger) -> {
                return linkInside(service, logger);
            }
            case LogEntry.Itself _ -> links.set(service, LogLink.SERVICE, service);
            case LogEntry.To(String logger) -> {
                return linkTo(service, logger);
            }
        }
        return "";
    }

    /** The service of that name must be this one: a name may be taken by another, or be too long. */
    private String linkInside(String service, ServiceName logger) {
        String name = logger.text();
        boolean known = isLoaded(name);
        if (known ? !logger.equals(names.of(name)) : ServiceName.of(name) == null || files.isEntry(name)) {
            messages.accept(logger.directory() + ": no other service can be called " + name + ", ignored");
            links.set(service, LogLink.IGNORED, null);
            return "";
        }
        if (!known) {
            names.addInside(logger);
            engine.load(name);
            setAbsent(name, true);
        }
        links.set(service, LogLink.SERVICE, name);
        engine.setLeaving(name, false);
        return known ? "" : name;
    }

    private String linkTo(String service, String logger) {
        boolean known = isLoaded(logger);
        if (!known && !loadUnlinked(logger)) {
            links.set(service, LogLink.BROKEN, null);
            return "";
        }
        links.set(service, LogLink.SERVICE, logger);
        engine.setLeaving(logger, false);
        return known ? "" : logger;
    }

    /** LOG is what services without a link log to once it has been started, until it is ordered down (spec 3.1). */
    @Override
    public void happened(Happening happening) {
        if (happening.service().name().equals(ServiceName.LOG)) {
            boolean stopped = happening.event() == Event.DOWN
                    || happening.event() == Event.CLOSED && happening.before() == Phase.DELAYED;
            if (stopped || happening.event() == Event.RUN_STARTED) {
                links.setLogActive(!stopped);
            }
        }
    }

    /** A logger that only a service kept, which uses it no more, goes as its entry did. */
    @Override
    public void released(String logger) {
        if (isAbsent(logger) && !isNeeded(logger) && !engine.closing()) {
            engine.dismiss(logger);
        }
    }

    @Override
    public void forgotten(String service) {
        absent.remove(service);
        names.remove(service);
        String logger = links.remove(service);
        if (logger != null) {
            released(logger);
        }
    }
}
