package nitro.engine;

import nitro.define.directory.ServiceName;
import nitro.engine.life.Event;
import nitro.front.nitro.Rescan;
import nitro.front.nitro.SystemScripts;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/** What the user can order, by the names of services (spec 2.4, 4.6, 4.7); false means: no such service. */
public final class Orders {
    private final Posix posix;
    private final Services services;
    private final Engine supervisor;
    private final SystemScripts system;
    private final Rescan rescan;
    private final Shutdown shutdown;

    public Orders(
            Kit kit, Services services, Engine supervisor, SystemScripts system, Rescan rescan, Shutdown shutdown) {
        this.posix = kit.posix();
        this.services = services;
        this.supervisor = supervisor;
        this.system = system;
        this.rescan = rescan;
        this.shutdown = shutdown;
    }

    public boolean up(String name) {
        return start(name, Event.UP);
    }

    public boolean restart(String name) {
        return start(name, Event.RESTART);
    }

    public boolean down(String name) {
        Service service = find(name);
        if (service == null && system.inSetup() && isName(name) && services.hasEntry(name)) {
            service = services.load(name); // so that the boot leaves it alone
        }
        return obey(service, Event.DOWN);
    }

    public boolean ready(String name) {
        return obey(find(name), Event.READY);
    }

    public boolean signal(String name, int number) {
        Service service = find(name);
        return service != null && service.runPid() != 0 && posix.kill(service.runPid(), number) >= 0;
    }

    /** While SYS/setup runs, the one that follows it will do (spec 3.3); when nitro shuts down, none does. */
    public boolean rescan() {
        if (!system.inSetup() && !supervisor.closing()) {
            rescan.run();
        }
        return true;
    }

    public boolean shutdown(Shutdown.Kind kind) {
        shutdown.begin(kind);
        return true;
    }

    private boolean start(String name, Event event) {
        Service service = find(name);
        if (!supervisor.closing()) {
            if (service != null) {
                service.leaving = false;
                services.link(service);
            } else if (isName(name)) {
                service = services.load(name);
            }
            rescan.readAgain();
        }
        return obey(service, event);
    }

    private boolean obey(@Nullable Service service, Event event) {
        if (service == null) {
            return false;
        }
        supervisor.feed(service, event);
        supervisor.announce(service);
        return true;
    }

    private @Nullable Service find(String name) {
        return name.equals(ServiceName.SYS) ? null : services.get(name);
    }

    private static boolean isName(String name) {
        return ServiceName.of(name) != null;
    }
}
