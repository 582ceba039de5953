package nitro.test.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A nitro under test, in a directory of its own: {@code sv} holds the services, {@code sock/nitro.sock} is the control
 * socket. {@link #close} checks that it gives back what it took, that it ends, and that nothing stays behind.
 */
public final class Nitro implements AutoCloseable {
    /** The directory of the commands under test: property {@code nitro.bin}. */
    public static final Path BIN = Path.of(System.getProperty("nitro.bin", "../app/target/dist/bin"))
            .toAbsolutePath()
            .normalize();

    private final Place place = new Place();
    private final boolean child;
    private final Story story;
    private final Wire wire;
    private final Process process;
    private boolean keepServices;

    Nitro(Launch launch) throws IOException {
        child = launch.child;
        for (var service : launch.services) {
            add(service);
        }
        for (var preparation : launch.preparations) {
            preparation.in(place.root());
        }
        story = new Story(place);
        wire = client("wire");
        process = start(launch);
    }

    private Process start(Launch launch) throws IOException {
        var command = new ArrayList<>(launch.through);
        command.add(
                launch.command.contains("/")
                        ? launch.command
                        : BIN.resolve(launch.command).toString());
        command.addAll(launch.arguments == null ? List.of(services().toString()) : launch.arguments);
        var builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(root("out").toFile())
                .redirectError(root("err").toFile());
        if (launch.directory != null) {
            builder.directory(root(launch.directory).toFile());
        }
        builder.environment().clear();
        builder.environment().putAll(environment());
        builder.environment().putAll(launch.environment);
        return Forks.start(builder);
    }

    void awaitAnswer() throws IOException {
        FileWatch.await(
                root("sock"),
                () -> {
                    if (!process.isAlive()) {
                        throw story.failure("nitro ended with " + process.exitValue());
                    }
                    return Files.exists(socket());
                },
                story::toString);
        wire.info();
    }

    // Its files.

    /** The services directory. */
    public Path services() {
        return place.services();
    }

    /** A path in the services directory. */
    public Path path(String name) {
        return services().resolve(name);
    }

    /** A path in the case's own directory. */
    public Path root(String name) {
        return place.at(name);
    }

    public Path socket() {
        return place.socket();
    }

    /** Writes a service's directory, or more files into it. */
    public void add(Service service) throws IOException {
        place.add(service);
    }

    /** Removes a file or directory below the services directory. */
    public void remove(String name) throws IOException {
        Commands.system("rm", "-rf", path(name).toString());
    }

    /** Runs shell in the services directory. */
    public String shell(String script) throws IOException {
        return place.shell(script);
    }

    /** Text of a file below the services directory. */
    public String read(String name) throws IOException {
        return place.read(name);
    }

    // What it tells.

    public Events events() {
        return story.events;
    }

    /** What scripts say. */
    public Lines said() {
        return story.said;
    }

    /** Nitro's standard output. */
    public Lines out() {
        return story.out;
    }

    /** Nitro's standard error. */
    public Lines err() {
        return story.err;
    }

    // Its clients.

    public Wire wire() {
        return wire;
    }

    /** Another client, bound to a path in the case's directory. */
    public Wire client(String path) throws IOException {
        return new Wire(socket(), root(path));
    }

    /** Runs nitroctl to its end. */
    public Commands.Result ctl(String... words) throws IOException {
        return startCtl(words).result();
    }

    /** Starts nitroctl. */
    public Commands.Running startCtl(String... words) throws IOException {
        return startCommand("nitroctl", words);
    }

    /**
     * Starts nitroctl; what it prints comes as lines of nitro's output. It heeds all signals, whatever we were called with: a
     * shell's background jobs have INT ignored.
     */
    public Commands.Running startPrinting(String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                "env",
                "--default-signal",
                "sh",
                "-c",
                "exec \"$@\" >\"$0\"",
                root("out").toString()));
        command.add(BIN.resolve("nitroctl").toString());
        command.addAll(List.of(words));
        return Commands.start(environment(), command.toArray(String[]::new));
    }

    /** Starts a command of the {@code bin} directory, with NITRO_SOCK. */
    public Commands.Running startCommand(String name, String... words) throws IOException {
        var command = new ArrayList<String>();
        command.add(BIN.resolve(name).toString());
        command.addAll(List.of(words));
        return Commands.start(environment(), command.toArray(String[]::new));
    }

    /** NITRO_SOCK for clients. */
    public Map<String, String> environment() {
        return Map.of("NITRO_SOCK", socket().toString());
    }

    /** Waits until so many clients have their sockets in {@code notify}, beside our own. */
    public void awaitListeners(int number) throws IOException {
        var notify = place.notifications();
        FileWatch.await(notify, () -> FileWatch.count(notify) > number, story::toString);
    }

    /** How many clients have their sockets in {@code notify} now, beside our own. */
    public int listeners() {
        return FileWatch.count(place.notifications()) - 1;
    }

    // Its processes.

    /** Nitro's process, seen from our namespaces. */
    public Proc proc() throws IOException {
        var started = new Proc(process.pid());
        return child ? started.children().getFirst() : started;
    }

    /** The process of a service: its run, or the script that runs in its directory instead. */
    public Proc process(String service) throws IOException {
        long pid = wire.query(service).pid();
        if (pid != 0) {
            return executed(new Proc(pid));
        }
        var directory = path(service.contains("@") ? service.substring(0, service.indexOf('@') + 1) : service);
        long end = deadline();
        do { // the list of children may lack one while another ends
            for (var process : proc().children()) {
                if (process.isIn(directory.toRealPath())) {
                    return executed(process);
                }
            }
        } while (System.nanoTime() < end);
        throw story.failure(service + " has no process");
    }

    private static Proc executed(Proc process) {
        process.awaitProgram();
        return process;
    }

    /** Sends nitro a signal named as kill(1) names it. */
    public void signal(String name) throws IOException {
        proc().kill(name);
    }

    /** Ends the processes of services at once, so that {@link #close} need not wait for them. */
    public void kill(String... services) throws IOException {
        for (var service : services) {
            wire.signal(service, 9);
        }
    }

    /** Waits until this many processes of services run. */
    public void awaitServices(int number) throws IOException {
        await(number, "services run", () -> proc().children().size());
    }

    /** Waits until nitro has reaped at least this many processes. */
    public void awaitReaps(long number) throws IOException {
        await(number, "processes reaped", () -> wire.info().reaps());
    }

    private interface Count {
        long now() throws IOException;
    }

    /** Waits until there are as many; there is time as long as there are ever more. */
    private void await(long number, String what, Count count) throws IOException {
        long end = 0;
        long most = -1;
        for (long found = 0; found < number; found = count.now()) {
            if (found > most) {
                most = found;
                end = deadline();
            } else if (System.nanoTime() > end) {
                throw story.failure(found + " of " + number + " " + what);
            }
            events().more(events().all().size(), 20);
        }
    }

    /** What nitro holds open. */
    public Holdings holdings() throws IOException {
        return Holdings.of(proc(), place.root());
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
    }

    // Its end.

    /** Waits for nitro's end and answers its exit status. */
    public int exit() {
        try {
            return Commands.await(process);
        } catch (AssertionError e) {
            throw (AssertionError) story.failure("nitro does not end").initCause(e);
        }
    }

    /** Kills nitro, which leaves its services and its socket behind, and then those. */
    public void crash() throws IOException {
        var children = proc().children();
        proc().kill("KILL");
        exit();
        for (var process : children) {
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly); // unless it has just ended
            process.awaitEnd();
        }
        Files.delete(socket());
    }

    /** {@link #close} leaves the services as they are until nitro ends. */
    public void keepServices() {
        keepServices = true;
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                if (!keepServices) {
                    removeServices();
                }
                proc().kill("TERM");
                int exit = exit();
                if (exit != 0) {
                    throw story.failure("nitro ended with " + exit);
                }
            }
            Proc.awaitNone("NITRO_SOCK=" + socket());
            if (Files.exists(socket())) {
                throw story.failure("the control socket was left behind");
            }
        } finally {
            abandon();
        }
    }

    /** Takes all services away and checks that nitro gave back what it had for them. */
    private void removeServices() throws IOException {
        shell("find . -mindepth 1 -maxdepth 1 -exec rm -rf {} +");
        wire.rescan();
        long end = 0;
        long least = Long.MAX_VALUE;
        int count = events().all().size();
        for (long left = wire.info().services(); left > 0; left = wire.info().services()) {
            if (left < least) {
                least = left;
                end = deadline();
            } else if (System.nanoTime() > end) {
                throw story.failure("not forgotten: " + wire.list());
            }
            events().more(count, 1000);
            count = events().all().size();
        }
        proc().awaitNoChildren();
        if (!holdings().equals(Holdings.ofNothing())) {
            throw story.failure("without services: " + holdings() + " instead of " + Holdings.ofNothing());
        }
    }

    /** Processes that came from this nitro and still run. */
    private List<Proc> left() throws IOException {
        return Proc.withEnvironment("NITRO_SOCK=" + socket());
    }

    /** Ends what is left without asking, and removes the case's directory. */
    void abandon() throws IOException {
        process.destroyForcibly();
        for (var process : left()) {
            Commands.run(Map.of(), "kill", "-KILL", Long.toString(process.pid()));
        }
        wire.close();
        story.close();
        place.remove();
    }
}
