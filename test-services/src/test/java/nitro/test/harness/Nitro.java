package nitro.test.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A nitro under test, in a directory of its own: {@code sv} holds the services, {@code sock/nitro.sock} is the control
 * socket. {@link #close} checks that it gives back what it took, that it ends, and that nothing stays behind.
 */
public final class Nitro implements AutoCloseable {
    /** The directory of the commands under test: property {@code nitro.bin}. */
    public static final Path BIN = Path.of(System.getProperty("nitro.bin", "../app/target/dist/bin"))
            .toAbsolutePath()
            .normalize();

    private final Path root;
    private final Path socket;
    private final boolean child;
    private final String prelude;
    private final long began = System.nanoTime();
    private final Process process;
    private final Events events;
    private final Lines said;
    private final Lines out;
    private final Lines err;
    private final Wire wire;
    private boolean keepServices;

    Nitro(Launch launch, Path root) throws IOException {
        this.root = root;
        child = launch.child;
        socket = root.resolve("sock/nitro.sock");
        prelude = """
                #!/bin/sh
                say() { echo "$*" >'%1$s/say'; }
                nap() { read never <>'%1$s/never'; }
                nitroctl() { '%2$s/nitroctl' "$@"; }
                """.formatted(root, BIN);
        Commands.system("sh", "-c", """
                cd "$0"; umask 0; mkfifo out err say never
                umask 077; mkdir -p sock/notify; umask 022; mkdir sv
                """, root.toString());
        for (var service : launch.services) {
            add(service);
        }
        for (var preparation : launch.preparations) {
            preparation.in(root);
        }
        said = new Lines(root.resolve("say"), this::story);
        out = new Lines(root.resolve("out"), this::story);
        err = new Lines(root.resolve("err"), this::story);
        events = new Events(root.resolve("sock/notify"), this::story);
        wire = new Wire(socket, root.resolve("wire"));
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
                .redirectOutput(root.resolve("out").toFile())
                .redirectError(root.resolve("err").toFile());
        if (launch.directory != null) {
            builder.directory(root.resolve(launch.directory).toFile());
        }
        builder.environment().clear();
        builder.environment().put("NITRO_SOCK", socket.toString());
        builder.environment().putAll(launch.environment);
        return builder.start();
    }

    void awaitAnswer() throws IOException {
        FileWatch.await(
                root.resolve("sock"),
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("nitro ended with " + process.exitValue() + "\n" + story());
                    }
                    return Files.exists(socket);
                },
                this::story);
        wire.info();
    }

    /** Waits until so many clients have their sockets in {@code notify}, beside our own. */
    public void awaitListeners(int number) throws IOException {
        var notify = root.resolve("sock/notify");
        FileWatch.await(notify, () -> FileWatch.count(notify) > number, this::story);
    }

    /** The services directory. */
    public Path services() {
        return root.resolve("sv");
    }

    /** A path in the services directory. */
    public Path path(String name) {
        return services().resolve(name);
    }

    /** A path in the case's own directory. */
    public Path root(String name) {
        return root.resolve(name);
    }

    public Path socket() {
        return socket;
    }

    public Events events() {
        return events;
    }

    /** What scripts say. */
    public Lines said() {
        return said;
    }

    /** Nitro's standard output. */
    public Lines out() {
        return out;
    }

    /** Nitro's standard error. */
    public Lines err() {
        return err;
    }

    public Wire wire() {
        return wire;
    }

    /** Another client, bound to a path in the case's directory. */
    public Wire client(String path) throws IOException {
        return new Wire(socket, root.resolve(path));
    }

    /** Writes a service's directory, or more files into it. */
    public void add(Service service) throws IOException {
        service.write(services(), prelude);
    }

    /** Removes a file or directory below the services directory. */
    public void remove(String name) throws IOException {
        Commands.system("rm", "-rf", path(name).toString());
    }

    /** Runs shell in the services directory. */
    public String shell(String script) throws IOException {
        return Commands.system("sh", "-c", "cd \"$0\" && " + script, services().toString());
    }

    /** Runs nitroctl to its end. */
    public Commands.Result ctl(String... words) throws IOException {
        return startCtl(words).result();
    }

    /** Starts nitroctl. */
    public Commands.Running startCtl(String... words) throws IOException {
        return startCommand("nitroctl", words);
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
        return Map.of("NITRO_SOCK", socket.toString());
    }

    /** Nitro's process, seen from our namespaces. */
    public Proc proc() throws IOException {
        var started = new Proc(process.pid());
        return child ? started.children().getFirst() : started;
    }

    /** The process of a service: its run, or the script that runs in its directory instead. */
    public Proc process(String service) throws IOException {
        long pid = wire.query(service).pid();
        if (pid != 0) {
            return new Proc(pid);
        }
        var directory = path(service.contains("@") ? service.substring(0, service.indexOf('@') + 1) : service);
        for (var process : proc().children()) {
            if (process.directory().equals(directory.toRealPath())) {
                return process;
            }
        }
        throw new AssertionError(service + " has no process\n" + story());
    }

    /** Sends nitro a signal named as kill(1) names it. */
    public void signal(String name) throws IOException {
        proc().kill(name);
    }

    /** Ends a service's process at once, so that {@link #close} need not wait for it. */
    public void kill(String... services) throws IOException {
        for (var service : services) {
            wire.signal(service, 9);
        }
    }

    /** Waits until the events or a query tell that the service is in this state. */
    public void awaitState(String service, State state) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        while (System.nanoTime() < end) {
            int count = events.all().size();
            if (wire.state(service) == state) {
                return;
            }
            events.more(count, 1000);
        }
        throw new AssertionError(service + " does not become " + state + "\n" + story());
    }

    /** Waits until this many processes of services run; there is time as long as there are ever more. */
    public void awaitServices(int number) throws IOException {
        long end = 0;
        int most = -1;
        for (int running = 0; running < number; running = proc().children().size()) {
            if (running > most) {
                most = running;
                end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
            } else if (System.nanoTime() > end) {
                throw new AssertionError(running + " of " + number + " services run");
            }
            events.more(events.all().size(), 100);
        }
    }

    /** Waits until nitro has reaped at least this many processes. */
    public void awaitReaps(long number) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        while (wire.info().reaps() < number) {
            if (System.nanoTime() > end) {
                throw new AssertionError(wire.info().reaps() + " of " + number + " processes reaped\n" + story());
            }
            events.more(events.all().size(), 20);
        }
    }

    /** Waits for nitro's end and answers its exit status. */
    public int exit() {
        try {
            return Commands.await(process);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + story(), e);
        }
    }

    /** Kills nitro, which leaves its services and its socket behind, and then those. */
    public void crash() throws IOException {
        var children = proc().children();
        proc().kill("KILL");
        exit();
        for (var process : children) {
            process.kill("KILL");
            process.awaitEnd();
        }
        Files.delete(socket);
    }

    /** {@link #close} leaves the services as they are until nitro ends. */
    public void keepServices() {
        keepServices = true;
    }

    /** What nitro holds open, but for files that only its flavour needs: kinds and files with their numbers. */
    public Map<String, Long> holdings() throws IOException {
        var kinds = new TreeMap<String, Long>();
        for (var target : proc().descriptors().values()) {
            if (target.startsWith(root.toString())) {
                kinds.merge(target.substring(root.toString().length()), 1L, Long::sum);
            } else if (target.startsWith("/dev/") || !target.startsWith("/")) {
                kinds.merge(target.replaceAll(":\\[\\d+\\]", ""), 1L, Long::sum);
            }
        }
        return kinds;
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
                    throw new AssertionError("nitro ended with " + exit + "\n" + story());
                }
            }
            var left = left();
            if (!left.isEmpty()) {
                throw new AssertionError("left behind: " + left + "\n" + story());
            }
            if (Files.exists(socket)) {
                throw new AssertionError("the control socket was left behind\n" + story());
            }
        } finally {
            abandon();
        }
    }

    /** Takes all services away and checks that nitro gave back what it had for them. */
    private void removeServices() throws IOException {
        shell("find . -mindepth 1 -maxdepth 1 -exec rm -rf {} +");
        wire.rescan();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        for (int count = events.all().size();
                wire.info().services() > 0;
                count = events.all().size()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not forgotten: " + wire.list() + "\n" + story());
            }
            events.more(count, 1000);
        }
        var children = proc().children();
        if (!children.isEmpty()) {
            throw new AssertionError("children without services: " + children + "\n" + story());
        }
        if (!holdings().equals(Empty.HOLDINGS)) {
            throw new AssertionError(
                    "holds without services: " + holdings() + " instead of " + Empty.HOLDINGS + "\n" + story());
        }
    }

    /** What a nitro without services holds. */
    private static final class Empty {
        static final Map<String, Long> HOLDINGS = measure();

        private static Map<String, Long> measure() {
            try (var nitro = Launch.of().start()) {
                nitro.keepServices();
                return nitro.holdings();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Processes that came from this nitro and still run. */
    private List<Proc> left() throws IOException {
        return Proc.withEnvironment("NITRO_SOCK=" + socket);
    }

    /** Ends what is left without asking, and removes the case's directory. */
    void abandon() throws IOException {
        if (process.isAlive()) {
            process.destroyForcibly();
        }
        for (var process : left()) {
            Commands.run(Map.of(), "kill", "-KILL", Long.toString(process.pid()));
        }
        for (var open : new @Nullable AutoCloseable[] {events, said, out, err, wire}) {
            try {
                open.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        Commands.system("sh", "-c", "chmod -R u+rwX \"$0\"; rm -rf \"$0\"", root.toString());
    }

    /** All that happened, in order, in milliseconds. */
    private String story() {
        var lines = new ArrayList<Feed.Item<String>>();
        events.all().forEach(event -> lines.add(new Feed.Item<>(event.nanos(), "event " + event)));
        said.timed().forEach(line -> lines.add(new Feed.Item<>(line.nanos(), "said  " + line.what())));
        out.timed().forEach(line -> lines.add(new Feed.Item<>(line.nanos(), "out   " + line.what())));
        err.timed().forEach(line -> lines.add(new Feed.Item<>(line.nanos(), "err   " + line.what())));
        lines.sort((one, other) -> Long.compare(one.nanos(), other.nanos()));
        var story = new StringBuilder();
        for (var line : lines) {
            story.append("%8d %s%n".formatted(TimeUnit.NANOSECONDS.toMillis(line.nanos() - began), line.what()));
        }
        return story.toString();
    }

    /** Text of a file below the services directory. */
    public String read(String name) throws IOException {
        return Files.readString(path(name), ISO_8859_1);
    }
}
