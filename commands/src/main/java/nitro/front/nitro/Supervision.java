package nitro.front.nitro;

import java.util.function.Supplier;
import nitro.define.directory.ServiceFiles;
import nitro.engine.Children;
import nitro.engine.Engine;
import nitro.engine.Launcher;
import nitro.engine.Orders;
import nitro.loop.Loop;
import nitro.machine.Console;
import nitro.machine.SelfHelper;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/** The engine with what is nitro's own around it, put together for one life. */
final class Supervision {
    final Engine engine;
    final LogLinks links = new LogLinks();
    final SystemScripts system;
    final Rescan rescan;
    final ShutdownSequence shutdown;
    final ListedServices services;
    private final Troubles troubles;
    private final Orders orders;
    private final Loop loop;
    private final Listeners listeners;

    /**
     * @param helper gets SYS/setup its controlling terminal; null if it gets none
     * @param closing called once when the shutdown begins
     */
    Supervision(
            Posix posix,
            Loop loop,
            Console console,
            ServiceFiles files,
            Launcher launcher,
            Children children,
            Listeners listeners,
            Orphans orphans,
            @Nullable SelfHelper helper,
            Runnable closing) {
        this.listeners = listeners;
        this.loop = loop;
        LoadedNames names = new LoadedNames();
        DirectoryDefinitions definitions = new DirectoryDefinitions(files, names, links, console::say);
        engine = new Engine(posix, loop, definitions, launcher, children, null, console::say);
        system = new SystemScripts(
                posix,
                loop,
                console::say,
                files,
                links,
                engine,
                launcher,
                children,
                (name, phase) -> listeners.announce(name, States.of(phase)),
                helper);
        services = new ListedServices(engine, system);
        LoadedServices loaded = new LoadedServices(engine, names, links, files, console::say);
        definitions.loadBy(loaded::load);
        rescan = new Rescan(
                loop, engine, loaded, names, links, files, new SpareDescriptor(posix), console::say, system::inSetup);
        orders = new Orders(posix, engine, rescan);
        troubles = new Troubles(posix, console::say);
        engine.observe(definitions);
        engine.observe(loaded);
        engine.observe(rescan);
        engine.observe(troubles);
        engine.observe(listeners);
        shutdown = new ShutdownSequence(loop, console, engine, system, orphans, closing, loop::stop);
    }

    /** Answers the requests of clients. */
    Control control(Posix posix, Supplier<String> directory, ServiceFiles files, Children children) {
        Answers answers = new Answers(
                posix, directory, files, engine, services, troubles, links, children, orders, rescan, shutdown,
                listeners);
        return new Control(posix, loop, answers);
    }

    /**
     * Runs SYS/setup, and starts the services after it; before anything else, so that nobody is answered before.
     *
     * @param prepared called when SYS/setup has ended
     */
    void boot(Runnable prepared) {
        loop.first(() -> begin(prepared));
    }

    private void begin(Runnable prepared) {
        system.setup(() -> {
            prepared.run();
            if (shutdown.kind() == null) {
                rescan.run();
            } else {
                shutdown.finish();
            }
        });
    }
}
