package nitro.front.nitro.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nitro.front.nitro.Inside;
import nitro.front.nitro.Inside.Look;
import nitro.posix.Spawn;
import nitro.posix.WaitStatus;
import org.jspecify.annotations.Nullable;

/** Holds each start of a script to what came before it: its setup, how run ended, where its output goes. */
final class Starts {
    private static final String LOG = "LOG";

    private final World world;
    private final Inside inside;

    /** Whether the last setup of a service succeeded; nothing if none was run since its last run. */
    private final Map<String, Boolean> setups = new HashMap<>();

    /** The first two arguments of the next finish of a service. */
    private final Map<String, List<String>> ends = new HashMap<>();

    /** The descriptor that the output of a service has to go to since it was last looked at; -1 for nitro's own. */
    private final Map<String, Integer> outputs = new HashMap<>();

    /** The logger that such a descriptor leads to. */
    private final Map<String, String> readers = new HashMap<>();

    /** Whether LOG was started and not stopped by command since (spec 3.1). */
    private boolean logs;

    private boolean logged;

    Starts(World world, Inside inside) {
        this.world = world;
        this.inside = inside;
    }

    /** A service is about to be started, and where it writes is decided. */
    void looked(Look service) {
        String setup = World.SERVICES + "/" + Wishes.directoryOf(service.name()) + "/setup";
        if (!world.posix.files().reaches(setup)) {
            setups.remove(service.name()); // it is gone
        }
        Look log = inside.get(LOG);
        Look logger = inside.get(service.logger());
        boolean usesLog = !service.link().equals("BROKEN") && !service.name().equals(LOG);
        readers.put(service.name(), service.link().equals("SERVICE") ? service.logger() : LOG);
        if (service.link().equals("SERVICE")) {
            outputs.put(service.name(), writer(logger));
        } else if (logs == logged) {
            outputs.put(service.name(), logs && usesLog ? writer(log) : -1);
        } else {
            outputs.remove(service.name()); // LOG starts or stops at the same time
        }
    }

    /** Nitro is between two things that it does. */
    void boundary() {
        if (inside.get(LOG) == null) {
            logs = false;
        }
        logged = logs;
    }

    private static int writer(@Nullable Look logger) {
        Violation.unless(logger != null && !logger.pipe().isEmpty(), "there is no pipe to " + logger);
        return logger == null ? -1 : logger.pipe().getLast();
    }

    /** LOG was told to end, or is gone. */
    void logStops() {
        logs = false;
    }

    /** Run found no script to execute: it is a one-shot. */
    void noRun(String service) {
        ends.put(service, List.of("0", "0"));
        setups.remove(service);
    }

    void notExecuted(String service, String script) {
        if (script.equals("run")) {
            ends.put(service, List.of("111", "0"));
            setups.remove(service);
        }
    }

    /** A script of a service, not of SYS, is being started. */
    void starts(String service, Spawn request) {
        String script = request.path();
        boolean stopping = script.equals("finish") || script.equals("stop");
        Violation.unless(!inside.closing() || stopping, service + "/" + script + " starts at the end");
        if (script.equals("run")) {
            Violation.unless(setups.getOrDefault(service, true), service + " runs without its setup");
            setups.remove(service);
        }
        if (script.equals("finish")) {
            List<String> arguments = request.argv().subList(1, 3);
            Violation.unless(
                    arguments.equals(ends.getOrDefault(service, arguments)),
                    service + "/finish is told " + arguments + ", not " + ends.get(service));
        }
        if (script.equals("run")
                && world.notification(World.SERVICES + "/" + request.directory())
                        .contains("1")) {
            return; // its readiness pipe may have taken the place of its output
        }
        int output = -1;
        for (Spawn.Duplicate duplicate : request.duplicates()) {
            output = duplicate.target() == 1 && output < 0 ? duplicate.source() : output;
        }
        int expected = outputs.getOrDefault(service, output);
        Look logger = inside.get(readers.getOrDefault(service, ""));
        boolean gone = output == -1 && (logger == null || !logger.pipe().contains(expected));
        Violation.unless(
                output == expected || gone, service + "/" + script + " writes to " + output + ", not to " + expected);
    }

    void started(String service, String script) {
        logs |= service.equals(LOG) && script.equals("run");
    }

    void ended(String service, String script, WaitStatus end) {
        switch (script) {
            case "setup" -> setups.put(service, end.raw() == 0);
            case "run" ->
                ends.put(
                        service,
                        end.exited()
                                ? List.of(Integer.toString(end.exitStatus()), "0")
                                : List.of("-1", Integer.toString(end.signal())));
            default -> {}
        }
    }
}
