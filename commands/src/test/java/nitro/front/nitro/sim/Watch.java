package nitro.front.nitro.sim;

import java.util.List;
import java.util.stream.Stream;
import nitro.front.nitro.Inside;
import nitro.front.nitro.Inside.Look;
import nitro.posix.Errno;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.WaitStatus;
import nitro.posix.fake.Scenario;
import nitro.posix.fake.Tap;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/** Watches one life of nitro: brings what it does to each of those who hold it to a promise. */
final class Watch implements Inside.Eye, Scenario {
    private final World world;
    private final Coverage coverage;
    private final Announcements announcements;
    private final Answers answers;
    private final Listeners listeners;
    private final Leftovers leftovers;
    private final Loggers loggers;
    private final Starts starts;
    private final Waits waits = new Waits();
    final Inside inside = new Inside(this);
    final Wishes wishes;
    final Promises promises;
    final Words words = new Words();
    final Tap.Listener calls;
    private List<String> phases = List.of();
    private @Nullable Weather weather;
    private @Nullable Violation violation;
    private boolean rescues;
    private boolean hasBegun;
    private boolean wasClosing;

    Watch(World world, Misfortune misfortune, Coverage coverage) {
        this.world = world;
        this.coverage = coverage;
        wishes = new Wishes(inside, world.posix.files());
        announcements = new Announcements();
        answers = new Answers(inside, wishes);
        promises = new Promises(world, inside);
        leftovers = new Leftovers(world, inside);
        listeners = new Listeners(world.posix.files());
        loggers = new Loggers(world, inside, promises, leftovers);
        starts = new Starts(world, inside);
        calls = new Calls(world, misfortune, coverage, this);
        world.onGone(wishes::gone);
    }

    /** Who lets things happen once nitro is prepared and serves. */
    void brings(Weather what) {
        weather = what;
    }

    /** Whether nitro has the machine to itself. */
    boolean machine() {
        return world.posix.machineCalls().contains("reboot CAD_OFF");
    }

    @Override
    public void begins() {
        hasBegun = true;
        promises.begins();
        if (weather != null) {
            weather.begin();
        }
    }

    @Override
    public void happens(Look service, String event, String phaseAfter, boolean possible) {
        world.history.add("nitro", () -> service.name() + " " + service.phase() + ", " + event + " -> " + phaseAfter);
        try {
            Coverage.count(coverage.pairs, service.phase() + " " + event);
            Violation.unless(possible, event + " comes to " + service.name() + " in " + service.phase());
            follow(service, event);
        } catch (Violation e) {
            violation = violation == null ? e : violation; // here nitro would catch it
        }
    }

    private void follow(Look service, String event) {
        if (event.equals("HAS_SETUP") || event.equals("NO_SETUP")) {
            wishes.producing(service);
            starts.looked(service);
        } else if (event.equals("GONE")) {
            gone(service.name());
        } else if (event.equals("NO_RUN")) {
            starts.noRun(service.name());
        } else if (event.equals("DOWN") && service.name().equals("LOG")) {
            starts.logStops();
        }
    }

    /** A definition makes no sense only where its directory is gone or a file in it cannot be understood. */
    private void gone(String service) {
        String directory = World.SERVICES + "/" + Wishes.directoryOf(service);
        boolean faulty = Stream.of("timeout-stop", "timeout-finish")
                .anyMatch(file -> List.of("soon", "").contains(world.content(directory + "/" + file, "1")));
        Violation.unless(
                faulty || !world.posix.files().exists(directory + "/."), "%s is given up for no reason", service);
        wishes.excuse(service);
    }

    /** Where the life of nitro stands. */
    Misfortune.Time time() {
        return !hasBegun ? Misfortune.Time.BEGINNING : inside.closing() ? Misfortune.Time.END : Misfortune.Time.MIDDLE;
    }

    /** Nitro is between two things that it does; returns its services as they are now. */
    List<Look> boundary() {
        List<Look> services = inside.services();
        answers.done();
        wishes.settle(services);
        listeners.boundary();
        loggers.boundary(services);
        starts.boundary();
        if (inside.closing() && !wasClosing) {
            wasClosing = true;
            phases.forEach(phase -> Coverage.count(coverage.shutdowns, phase));
        }
        phases = services.stream().map(Look::phase).toList();
        return services;
    }

    /** Whether nitro could not even begin, and leaves a shell to the user. */
    boolean rescues() {
        return rescues;
    }

    /** Nitro is about to wait; all that has happened is dealt with. */
    @Override
    public void waits(int millis) {
        if (!hasBegun || rescues) {
            return;
        }
        world.read();
        List<Look> services = boundary();
        waits.begins(millis, inside.closing());
        promises.check(services, millis != 0);
        announcements.check(services);
        if (weather != null) {
            weather.sees(phases);
        }
    }

    @Override
    public boolean idle() {
        if (rescues) {
            throw new Weather.Rescued();
        }
        return false;
    }

    void waited(int millis, @Nullable Object result) {
        waits.ended(millis > 0 && Integer.valueOf(0).equals(result));
    }

    /** Nitro is about to make a call; what went wrong before is told now. */
    void calls() {
        if (violation != null) {
            throw violation;
        }
    }

    /** Nitro has made a call that does something. */
    void acts() {
        waits.acts();
    }

    /** Nothing is to come any more. */
    void checkAtRest() {
        wishes.check();
        Violation.unless(world.posix.files().exists(World.SOCKET), "the control socket is gone");
        Disk.check(world, this);
        waits.checkAtRest();
    }

    void fails(String call, List<Object> arguments) {
        if (call.equals("poll") || call.equals("write")) {
            words.lose();
        }
        answers.doubt();
        listeners.doubt();
        if (call.equals("stat")) {
            promises.cannotSee((String) arguments.getFirst());
        }
        leftovers.fails(call);
        if (call.equals("readlink")) {
            wishes.cannotReadLink();
        }
        if (call.equals("list")) {
            wishes.doubt();
        }
        if (call.equals("list") && !arguments.getFirst().equals(".")) {
            announcements.miss();
        }
    }

    void asked(@Nullable Request request, String sender) {
        answers.received(request, sender);
        if (request != null) {
            wishes.asked(request);
        }
    }

    void sent(byte[] data, int length, String to) {
        if (World.isClient(to)) {
            answers.sent(data, length, to);
        } else if (to.equals(World.LISTENER)) {
            announcements.sent(data, length);
        }
    }

    /** Nobody listens at a path that nitro has sent to. */
    void refused(String path) {
        listeners.refused(path);
    }

    void signalled(Signal signal) {
        if (signal == Signal.HUP && !inside.closing()) {
            wishes.askedToScan();
        }
    }

    void listed(String directory, List<String> names) {
        boolean templates = answers.current() instanceof Request.TemplatesAfter;
        if (directory.equals(".") && !templates) {
            wishes.scanned(names);
        }
    }

    void notListed(String directory) {
        if (!directory.equals(".")) {
            announcements.miss();
        }
    }

    void starts(Spawn request) {
        rescues |= request.path().equals("/bin/sh") || request.argv().contains("/bin/sh");
        if (!request.directory().isEmpty() && !request.directory().equals("SYS")) {
            starts.starts(serviceOf(request), request);
        }
    }

    void started(int pid, Spawn request) {
        starts.started(serviceOf(request), request.path());
        boolean anybodys = request.directory().isEmpty() || request.path().equals("stop");
        promises.started(pid, anybodys ? "" : serviceOf(request));
    }

    void notStarted(Spawn request, Errno errno) {
        boolean passing = List.of(Errno.EAGAIN, Errno.EIO, Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.ETXTBSY)
                .contains(errno);
        if (!request.directory().isEmpty()) {
            starts.notExecuted(serviceOf(request), request.path());
            if (!passing && !request.path().equals("stop")) {
                wishes.excuse(serviceOf(request));
            }
        }
    }

    private static String serviceOf(Spawn request) {
        return Script.serviceOf(request.directory(), request.argv());
    }

    void reaped(int pid, WaitStatus end) {
        promises.reaped(pid);
        leftovers.reaped(pid);
        for (Look look : inside.services()) {
            if (look.pid() == pid && !look.name().equals("SYS")) {
                starts.ended(look.name(), look.script(), end);
                boolean setup = look.script().equals("setup");
                if (setup && end.exited() && end.exitStatus() == 111) {
                    wishes.excuse(look.name());
                }
                String directory = World.SERVICES + "/" + Wishes.directoryOf(look.name());
                if (look.script().equals("run") && world.posix.files().exists(directory + "/down-group")) {
                    promises.groupEnds(pid, look.name());
                }
            }
        }
    }

    void kills(int pid, int signal) {
        leftovers.signals(pid);
        promises.kills(pid, signal, answers.current() instanceof Request.Signal);
        boolean ordered = answers.current() instanceof Request.Down || answers.current() instanceof Request.Signal;
        if (!ordered && signal != 0 && pid != -1) {
            loggers.signals(pid);
        }
    }

    void hasKilled(int pid) {
        promises.hasKilled(pid);
    }

    void closes(int fd) {
        loggers.closes(world.posix.descriptor(fd));
    }
}
