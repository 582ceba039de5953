package nitro.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import nitro.define.directory.Script;
import nitro.engine.life.Event;
import nitro.engine.life.Phase;
import nitro.front.nitro.SystemScripts;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.machine.Console;
import org.jspecify.annotations.Nullable;

/**
 * Stops all services in order (spec 3.4, 4.11, 7.4): first SYS/finish, then what is no logger, then each logger when the
 * last that writes to it is down and it has read to the end.
 */
public final class Shutdown {
    /** Why nitro ends. */
    public enum Kind {
        SHUTDOWN("shutdown", "shutting down"),
        REBOOT("reboot", "rebooting");

        /** The argument that the scripts of SYS get. */
        public final String word;

        private final String announcement;

        Kind(String word, String announcement) {
            this.word = word;
            this.announcement = announcement;
        }
    }

    /**
     * Milliseconds without any service going down after which those that are left are given up: more than a logger's
     * end, a stop and a finish take together. Only a process that KILL does not reach lives so long.
     */
    private static final int PATIENCE = 30_000;

    private final Loop loop;
    private final Console console;
    private final Services services;
    private final Engine supervisor;
    private final SystemScripts system;
    private final Runnable begun;
    private final Runnable done;

    /** Services that are not down yet, and those of them that were told to end. */
    private final Set<Service> active = new LinkedHashSet<>();

    private final Set<Service> ending = new LinkedHashSet<>();
    private @Nullable Kind kind;
    private @Nullable Timer patience;
    private boolean stopping;

    /**
     * @param begun called once when it begins
     * @param done called once when all services are down
     */
    public Shutdown(
            Kit kit, Services services, Engine supervisor, SystemScripts system, Runnable begun, Runnable done) {
        this.loop = kit.loop();
        this.console = kit.console();
        this.services = services;
        this.supervisor = supervisor;
        this.system = system;
        this.begun = begun;
        this.done = done;
    }

    /** Why nitro ends; null as long as it does not. */
    @Nullable
    public Kind kind() {
        return kind;
    }

    /** Begins; a second time changes nothing (spec 7.3). */
    void begin(Kind why) {
        if (kind != null) {
            return;
        }
        kind = why;
        begun.run();
        console.say(why.announcement);
        supervisor.close(this::idle);
        if (system.inSetup()) {
            system.stopSetup(); // whoever waits for its end calls finish()
        } else {
            finish();
        }
    }

    /** Runs SYS/finish and then stops the services. */
    public void finish() {
        if (kind != null) {
            system.finish(kind.word, this::stopServices);
        }
    }

    private void stopServices() {
        for (Service service : services.all()) {
            if (!service.phase.idle()) {
                active.add(service);
            } else if (service.phase == Phase.FATAL) {
                supervisor.feed(service, Event.DOWN);
            }
        }
        console.write("- nitro: waiting for " + active.size() + " services to finish");
        Set<Service> first = new LinkedHashSet<>(active);
        first.removeIf(service -> !service.writers.isEmpty());
        tell(first);
        goOn();
    }

    /** Tells these to end; what some of them do at once is looked at when all have been told. */
    private void tell(Set<Service> services) {
        stopping = false;
        services.forEach(this::end);
        stopping = true;
    }

    private void idle(Service service, @Nullable Service logger) {
        if (!active.remove(service)) {
            return;
        }
        ending.remove(service);
        console.write(".");
        if (logger != null && logger.writers.isEmpty()) {
            end(logger);
        }
        if (stopping) { // else not all have been told yet
            goOn();
        }
    }

    private void goOn() {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
        if (ending.isEmpty() && !active.isEmpty()) { // what is left logs in circles
            tell(new LinkedHashSet<>(active));
        }
        if (active.isEmpty()) {
            stopping = false;
            console.write(" done.\n");
            done.run();
            return;
        }
        patience = loop.after(PATIENCE, this::giveUp);
    }

    private void giveUp() {
        console.write("\n");
        active.forEach(service -> console.say("giving up on " + service.name.text() + ", which does not end"));
        active.clear();
        goOn();
    }

    private void end(Service service) {
        if (!active.contains(service) || !ending.add(service)) {
            return;
        }
        // A service that reads its own output meets no end of it: nothing is to be waited for.
        boolean reads = service.pipe != null && service.running == Script.RUN && service.output != service;
        services.closePipe(service);
        if (reads) {
            loop.after(Engine.KILL_TIME, () -> {
                if (active.contains(service)) {
                    supervisor.feed(service, Event.DOWN);
                }
            });
        } else {
            supervisor.feed(service, Event.DOWN);
        }
    }
}
