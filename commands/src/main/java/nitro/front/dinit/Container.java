package nitro.front.dinit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nitro.define.runit.ServiceTree;
import nitro.engine.Capturing;
import nitro.engine.Children;
import nitro.engine.Engine;
import nitro.engine.Launcher;
import nitro.engine.output.Captures;
import nitro.engine.output.StandardOutputs;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.Signal;

/** The container, once dinit knows its settings: its services, its orphans, and its end. */
final class Container {
    private static final int INIT = 1;

    private final Posix posix;
    private final Loop loop;
    private final Settings settings;
    private final StandardOutputs outputs;
    private final Messages messages;
    private final ExitCode exit;
    private final Termination termination;
    private final Failures failures;
    private final Captures captures;
    private final Children children;
    private final Tracees tracees;
    private final Orphans orphans;
    private final Services services;
    private boolean ending;

    /**
     * @param environment that of all programs
     * @param devNull a descriptor of /dev/null
     */
    Container(
            Posix posix,
            Loop loop,
            Settings settings,
            StandardOutputs outputs,
            Messages messages,
            ExitCode exit,
            List<String> environment,
            int devNull)
            throws ErrnoException {
        this.posix = posix;
        this.loop = loop;
        this.settings = settings;
        this.outputs = outputs;
        this.messages = messages;
        this.exit = exit;
        termination = new Termination(loop);
        failures = new Failures(messages, exit, termination);
        captures = new Captures(posix, loop);
        ProgramLines lines = new ProgramLines(outputs, messages, settings.json());
        tracees = new Tracees(posix);
        Adopter adopter = new TracingAdopter(new Redirection.Means(posix, loop, captures, lines, messages, tracees));
        orphans = new Orphans(posix, loop, settings, messages, exit, termination, adopter);
        children = new Children(orphans::ended);
        ServiceTree tree = new ServiceTree(posix, directory());
        long limit = posix.descriptorLimit();
        posix.setDescriptorLimit(posix.descriptorHardLimit());
        Engine engine = new Engine(
                posix,
                loop,
                new RunitDefinitions(tree),
                new Launcher(posix, environment, devNull, limit),
                children,
                new Capturing(posix, captures, (program, stream) -> lines.of(Writer.of(program.label()), stream)),
                message -> {}); // what goes wrong comes to the observers
        services = new Services(loop, engine, tree, messages, failures, exit, termination);
        termination.then(this::awaitEnd);
    }

    /** The services directory: absolute, and without what a path does not need. */
    private String directory() throws ErrnoException {
        String given = settings.directory();
        StringBuilder path = new StringBuilder();
        for (String segment : (given.startsWith("/") ? given : posix.getcwd() + "/" + given).split("/", -1)) {
            if (!segment.isEmpty() && !segment.equals(".")) {
                path.append('/').append(segment);
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    /** Starts all; the loop does the rest. */
    void begin() throws ErrnoException {
        loop.handle(signals(), new Family());
        posix.ignoreOtherSignals(); // as pid 1 always does, in effect
        if (becomesSubreaper()) {
            services.start();
            orphans.watch(children);
            endIfNoneIsLeft();
        }
    }

    private void awaitEnd() {
        if (settings.policy() == Policy.IGNORE) {
            endIfNoneIsLeft();
        } else {
            loop.whenChildless(this::end);
        }
    }

    /** Orphans become ours: of themselves if we are pid 1 (spec dinit 9.1). */
    private boolean becomesSubreaper() {
        if (posix.getpid() == INIT) {
            return true;
        }
        messages.info("not running as a PID 1, but PID " + posix.getpid() + ", registering as a process subreaper");
        try {
            posix.becomeSubreaper();
            return true;
        } catch (ErrnoException e) {
            failures.fatal(Reason.of(e.errno()));
            return false;
        }
    }

    private Map<Signal, Runnable> signals() {
        Map<Signal, Runnable> handlers = new EnumMap<>(Signal.class);
        for (Signal signal : List.of(Signal.TERM, Signal.INT, Signal.HUP, Signal.QUIT)) {
            handlers.put(signal, () -> signalled(posix.number(signal)));
        }
        return handlers;
    }

    private void signalled(int number) {
        if (termination.hasBegun()) {
            messages.info("got signal " + number + ", already terminating services");
            return;
        }
        messages.info("got signal " + number + ", terminating services");
        exit.asked();
        termination.begin();
    }

    /** Where orphans are ignored, the end of what we have started is the end (spec dinit 5.6). */
    private void endIfNoneIsLeft() {
        if (settings.policy() == Policy.IGNORE && children.isNoneExpected()) {
            end();
        }
    }

    /** All is over: what was written is handed on, then comes our last line. */
    private void end() {
        if (ending) {
            return;
        }
        ending = true;
        outputs.giveUpAfter(Dinit.GIVE_UP_AFTER_MS);
        captures.drainAll(() -> {
            failures.sayFirst();
            messages.info("dinit exiting with status " + exit.get());
            outputs.whenWritten(loop::stop);
        });
    }

    /** Our children, those that we have started and the others. */
    private final class Family implements Loop.ChildHandler {
        @Override
        public boolean watchesClosely() {
            return settings.policy() != Policy.IGNORE;
        }

        @Override
        public void ending(int pid) {
            if (!isForeign(pid)) {
                orphans.ending(pid);
            }
        }

        /** Whether it is no child of ours, but a descendant of one that we trace. */
        private boolean isForeign(int pid) {
            return tracees.has(pid) && !orphans.isKnown(pid);
        }

        @Override
        public void stopped(int pid) {
            int status = tracees.stopped(pid);
            if (status >= 0) {
                ended(pid, status);
            }
        }

        @Override
        public void ended(int pid, int status) {
            boolean foreign = isForeign(pid);
            tracees.ended(pid);
            if (foreign) {
                return;
            }
            children.ended(pid, status);
            orphans.lookSoon();
            endIfNoneIsLeft();
        }
    }
}
