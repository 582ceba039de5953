package nitro.front.nitro;

import java.util.List;
import nitro.engine.Engine;
import nitro.engine.Shutdown;
import nitro.loop.Loop;
import nitro.machine.Console;
import nitro.machine.EndKind;
import org.jspecify.annotations.Nullable;

/** How nitro ends its work (spec 3.4, 7.4): SYS/setup is stopped, SYS/finish runs, and then all services are stopped. */
final class ShutdownSequence implements Shutdown.Progress {
    private final Loop loop;
    private final Console console;
    private final Engine engine;
    private final SystemScripts system;
    private final Shutdown shutdown;
    private final Orphans orphans;
    private final Runnable begun;
    private final Runnable done;
    private @Nullable EndKind kind;

    /**
     * @param begun called once when it begins
     * @param done called once when all services are down
     */
    ShutdownSequence(
            Loop loop,
            Console console,
            Engine engine,
            SystemScripts system,
            Orphans orphans,
            Runnable begun,
            Runnable done) {
        this.loop = loop;
        this.orphans = orphans;
        this.console = console;
        this.engine = engine;
        this.system = system;
        this.begun = begun;
        this.done = done;
        this.shutdown = new Shutdown(loop, engine, this);
    }

    /** Why nitro ends; null as long as it does not. */
    @Nullable
    EndKind kind() {
        return kind;
    }

    /** Begins; a second time changes nothing (spec 7.3). */
    void begin(EndKind why) {
        if (kind == null) {
            kind = why;
            loop.complete(() -> proceed(why));
        }
    }

    /** Begins anew where it was broken off. */
    private void proceed(EndKind why) {
        begun.run();
        console.say(
                switch (why) {
                    case SHUTDOWN -> "shutting down";
                    case REBOOT -> "rebooting";
                });
        engine.close();
        if (system.inSetup()) {
            system.stopSetup(); // whoever waits for its end calls finish()
        } else {
            finish();
        }
    }

    /** Runs SYS/finish and then stops the services. */
    void finish() {
        if (kind != null) {
            system.finish(word(kind), shutdown::stopServices);
        }
    }

    /** The argument that the scripts of SYS get. */
    static String word(EndKind kind) {
        return switch (kind) {
            case SHUTDOWN -> "shutdown";
            case REBOOT -> "reboot";
        };
    }

    @Override
    public void waits(int services) {
        console.begin("waiting for " + services + " services to finish");
    }

    @Override
    public void onlyReadersLeft() {
        orphans.end(console::say);
    }

    @Override
    public void down() {
        console.go();
    }

    @Override
    public void givesUp(List<String> services) {
        services.forEach(name -> console.say("giving up on " + name + ", which does not end"));
    }

    @Override
    public void done() {
        console.end("all services are done.");
        done.run();
    }
}
