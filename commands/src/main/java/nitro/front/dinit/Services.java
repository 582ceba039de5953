package nitro.front.dinit;

import java.util.List;
import nitro.define.runit.ServiceTree;
import nitro.engine.Engine;
import nitro.engine.Happening;
import nitro.engine.Observer;
import nitro.engine.Snapshot;
import nitro.engine.life.Event;
import nitro.engine.life.Phase;
import nitro.engine.model.Program;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Signal;
import nitro.posix.WaitStatus;
import org.jspecify.annotations.Nullable;

/** Starts all services, says what happens to them, and ends all when one of them ends (spec dinit 4). */
final class Services implements Observer {
    /** How long after the end of a logger its service may end and alone decide what follows (spec dinit 4.3). */
    private static final int JUDGED_AFTER_MS = 10;

    private final Loop loop;
    private final Engine engine;
    private final ServiceTree tree;
    private final Messages messages;
    private final Failures failures;
    private final ExitCode exit;
    private final Termination termination;
    private List<String> names = List.of();

    Services(
            Loop loop,
            Engine engine,
            ServiceTree tree,
            Messages messages,
            Failures failures,
            ExitCode exit,
            Termination termination) {
        this.loop = loop;
        this.engine = engine;
        this.tree = tree;
        this.messages = messages;
        this.failures = failures;
        this.exit = exit;
        this.termination = termination;
        engine.observe(this);
        termination.then(this::stop);
    }

    /** Starts all services of the directory. */
    void start() {
        try {
            names = tree.names();
        } catch (ErrnoException e) {
            failures.fatal(Reason.of(e));
            return;
        }
        if (names.isEmpty()) {
            messages.warn("no services found, exiting");
            termination.begin();
        }
        for (String name : names) {
            if (tree.hasLogger(name)) {
                engine.load(RunitDefinitions.loggerOf(name));
            }
            start(RunitDefinitions.runOf(name));
        }
    }

    private void start(String service) {
        engine.load(service);
        engine.feed(service, Event.UP);
    }

    /** Tells each service that runs to end; their loggers read to the end of what they wrote (spec dinit 5.1, 5.4). */
    private void stop() {
        engine.close();
        for (String name : names) {
            String service = RunitDefinitions.runOf(name);
            if (isRunning(service)) {
                engine.feed(service, Event.DOWN);
            }
        }
    }

    private boolean isRunning(String service) {
        Snapshot now = engine.get(service);
        return now != null && now.runPid() != 0;
    }

    @Override
    public void happened(Happening happening) {
        Snapshot service = happening.service();
        String label = Writer.of(service.name()).label();
        switch (happening.event()) {
            case UP -> messages.info(label + ": starting");
            case RUN_STARTED -> {
                messages.info(label + ": running with PID " + service.pid());
                startLogger(service.name());
            }
            case DOWN -> {
                if (service.phase() == Phase.STOPPING) {
                    messages.info(label + ": terminating");
                }
            }
            case RUN_ENDED -> ended(service);
            default -> {}
        }
    }

    private void startLogger(String service) {
        String name = RunitDefinitions.name(service);
        Snapshot now = engine.get(service);
        if (RunitDefinitions.isRun(service) && now != null && !now.output().isEmpty() && !termination.hasBegun()) {
            start(RunitDefinitions.loggerOf(name));
        }
    }

    private void ended(Snapshot service) {
        saysEnd(Writer.of(service.name()), service.name(), service.endedPid(), new WaitStatus(service.status()));
        if (!RunitDefinitions.isRun(service.name())) {
            loggerEnded(RunitDefinitions.runOf(RunitDefinitions.name(service.name())));
        }
    }

    /** Unless its service has ended too, now or in a moment, a logger that ends ends all. */
    private void loggerEnded(String service) {
        if (isRunning(service)) {
            loop.after(JUDGED_AFTER_MS, () -> {
                if (isRunning(service)) {
                    termination.begin();
                }
            });
        }
    }

    /** Says how a program has ended, behind all that it wrote, and lets its end count. */
    private void saysEnd(Writer writer, String service, int pid, WaitStatus how) {
        boolean isStopper = writer.stage().equals("term");
        exit.ended(how, termination.hasBegun() && !isStopper);
        engine.whenHandedOn(service, () -> messages.info(writer.label() + ": " + Ends.words(pid, how)));
    }

    @Override
    public void endsAll(Snapshot service) {
        termination.begin();
    }

    @Override
    public void signalled(Snapshot service, Signal signal) {
        messages.info(Writer.of(service.name()).label() + ": sending SIG" + signal + " to PID " + service.pid());
    }

    @Override
    public void stopperStarted(Snapshot service, Program stopper, int pid) {
        messages.info(Writer.of(stopper.label()).label() + ": running with PID " + pid);
    }

    @Override
    public void stopperEnded(Snapshot service, Program stopper, int pid, WaitStatus end) {
        saysEnd(Writer.of(stopper.label()), service.name(), pid, end);
    }

    @Override
    public void failed(Snapshot service, @Nullable Program program, ErrnoException why) {
        String reason = program == null ? Reason.of(why) : Reason.of(program, why);
        Writer writer = Writer.of(program == null ? service.name() : program.label());
        boolean isService = writer.stage().equals("run");
        if (!isService) {
            messages.error(writer.label() + ": error running: " + reason);
        }
        if (writer.stage().equals("term")) {
            failures.count(reason);
        } else {
            failures.fatal(reason);
        }
    }
}
