package nitro.front.nitro;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import nitro.define.directory.ServiceFile;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.engine.Engine;
import nitro.engine.Happening;
import nitro.engine.Observer;
import nitro.engine.Orders;
import nitro.engine.Snapshot;
import nitro.engine.life.Event;
import nitro.engine.life.Phase;
import nitro.engine.model.Timing;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;

/** Brings the loaded services in line with the services directory (spec 2.5, 4.8). */
final class Rescan implements Observer, Orders.Finder {
    private final Loop loop;
    private final Engine engine;
    private final LoadedServices services;
    private final LoadedNames names;
    private final LogLinks links;
    private final ServiceFiles files;
    private final SpareDescriptor spare;
    private final Consumer<String> messages;
    private final BooleanSupplier inSetup;

    /**
     * The services for which it could not be told, when they were first seen, whether they are to be started, and to which
     * nothing has happened since.
     */
    private final Set<String> undecided = new HashSet<>();

    /** The services that were loaded by a rescan which has not decided yet whether to start them. */
    private final SortedSet<String> fresh = new TreeSet<>();

    private boolean retrying;

    /** Milliseconds before the next attempt: doubled after each that fails. */
    private int pause = Timing.RETRY_DELAY_MS;

    /** @param inSetup whether SYS/setup runs */
    Rescan(
            Loop loop,
            Engine engine,
            LoadedServices services,
            LoadedNames names,
            LogLinks links,
            ServiceFiles files,
            SpareDescriptor spare,
            Consumer<String> messages,
            BooleanSupplier inSetup) {
        this.loop = loop;
        this.engine = engine;
        this.services = services;
        this.names = names;
        this.links = links;
        this.files = files;
        this.spare = spare;
        this.messages = messages;
        this.inSetup = inSetup;
    }

    /** While SYS/setup runs, the rescan that follows it will do (spec 3.3); when nitro shuts down, none does. */
    void order() {
        if (!inSetup.getAsBoolean() && !engine.closing()) {
            run();
        }
    }

    /** From now on the links on the disk count (spec 2.4). */
    @Override
    public boolean findToStart(String name) {
        boolean found = true;
        if (services.isLoaded(name)) {
            services.link(name);
        } else {
            found = ServiceName.of(name) != null && services.load(name);
        }
        readAgain();
        return found;
    }

    /** While SYS/setup runs a service can be kept from being started by the boot (spec 3.3). */
    @Override
    public boolean findToStop(String name) {
        return inSetup.getAsBoolean() && ServiceName.of(name) != null && files.isEntry(name) && services.load(name);
    }

    @Override
    public void happened(Happening happening) {
        if (happening.event() != Event.READY) { // which says nothing of whether the service is wanted
            undecided.remove(happening.service().name());
        }
    }

    @Override
    public void forgotten(String service) {
        undecided.remove(service);
    }

    void run() {
        List<String> entries;
        files.lookAnew();
        try {
            entries = spare.read(files::entries);
        } catch (ErrnoException e) {
            messages.accept("can't read the services directory: " + e.reason());
            retry();
            return;
        }
        Collections.sort(entries);
        List<String> before = engine.names();
        for (String name : entries) {
            if (!services.isLoaded(name) && ServiceName.of(name) != null) {
                fresh.add(name);
            }
        }
        fresh.forEach(services::load); // one that fails now may still be loaded by a link, and is then to be started
        before.forEach(services::link);
        Set<String> present = new HashSet<>(entries);
        before.forEach(name -> services.setAbsent(name, !present.contains(name) || names.isInside(name)));
        for (String name : before) {
            if (services.isLoaded(name)) { // an earlier check may have removed it: a logger goes with its last producer
                check(name, present);
            }
        }
        begin();
        before.forEach(engine::reviewNeeds);
        for (String name : before) {
            if (undecided.contains(name)) {
                decide(name);
            }
        }
        readAgain();
    }

    /** Sees to it that what could not be read of late is read again. */
    void readAgain() {
        if (services.takeUnread()) {
            retry();
        } else if (!retrying) {
            pause = Timing.RETRY_DELAY_MS;
        }
    }

    /** The wish is not forgotten: what was lacking may be there later. */
    private void retry() {
        if (!retrying) {
            loop.after(pause, () -> {
                retrying = false;
                if (!engine.closing()) {
                    run();
                }
            });
            retrying = true;
            pause = Math.min(2 * pause, Timing.LONGEST_RETRY_DELAY_MS);
        }
    }

    /** Starts what is new: LOG first and in any case, loggers when somebody logs to them (spec 3.1, 4.9). */
    private void begin() {
        if (fresh.contains(ServiceName.LOG) && isDown(ServiceName.LOG)) {
            engine.feed(ServiceName.LOG, Event.UP);
        }
        for (; !fresh.isEmpty(); fresh.removeFirst()) {
            if (isDown(fresh.first())) {
                decide(fresh.first());
                if (isDown(fresh.first())) {
                    engine.reviewNeeds(fresh.first());
                }
            }
        }
    }

    private boolean isDown(String name) {
        Snapshot service = engine.get(name);
        return service != null && service.phase() == Phase.DOWN;
    }

    /** Whether it is to be started; where that cannot be told, it is left to the next attempt or the next command. */
    private void decide(String name) {
        try {
            undecided.remove(name);
            if (starts(name)) {
                engine.feed(name, Event.SCHEDULED);
            }
        } catch (ErrnoException e) {
            undecided.add(name);
            cannotLookAtDown(name, e);
        }
    }

    private void cannotLookAtDown(String name, ErrnoException e) {
        messages.accept("can't look at " + name + "/" + ServiceFile.DOWN.file() + ": " + e.reason());
        retry();
    }

    private boolean starts(String name) throws ErrnoException {
        ServiceName service = names.of(name);
        return service != null
                && !name.equals(ServiceName.LOG)
                && (!links.isLogger(name) || links.inLoop(name))
                && !files.markedDown(service);
    }

    private void check(String name, Set<String> present) {
        ServiceName service = names.of(name);
        Snapshot now = engine.get(name);
        if (service == null || now == null) {
            return;
        }
        boolean instance = service.isInstance() && !service.isInside();
        boolean template = instance && present.contains(service.directory());
        if (!services.isAbsent(name)) {
            try {
                if (instance && !template) {
                    engine.feed(name, Event.DOWN);
                } else if (engine.isLeaving(name) && starts(name)) {
                    engine.feed(name, Event.UP); // it came back before it was down
                }
                engine.setLeaving(name, false);
            } catch (ErrnoException e) {
                cannotLookAtDown(name, e); // still to be forgotten, and then to be seen anew
            }
        } else if (links.isLogger(name) || services.isNeeded(name) && !engine.hearsItself(name)) {
            engine.setLeaving(name, false); // a live link names it
        } else if (!template || now.phase() == Phase.DOWN) {
            engine.dismiss(name);
        } else if (now.phase().isStopping()) {
            engine.setLeaving(name, true);
        }
    }
}
