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

/**
 * A dinit under test, in a directory of its own with its services in {@code sv}. What it writes comes as {@link Lines}, or
 * into files. {@link #close} checks that it ends and that nothing stays behind.
 */
public final class Dinit implements AutoCloseable {
    /** How one is started. */
    public static final class Setup {
        private final List<Service> services;
        private final Map<String, String> environment = new TreeMap<>();
        private final List<String> through = new ArrayList<>();
        private boolean intoFiles;
        private boolean child;
        private boolean within;

        private Setup(List<Service> services) {
            this.services = services;
        }

        /** Sets a variable of its environment. */
        public Setup with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Puts words before the command, such as {@code unshare}'s. */
        public Setup through(String... words) {
            through.addAll(List.of(words));
            return this;
        }

        /** Through a script of the shell, in which {@code "$@"} is the command and not the last one. */
        public Setup within(String script) {
            within = true;
            return through("sh", "-c", script, "sh");
        }

        /** As process 1 of namespaces of its own. */
        public Setup inNamespaces() {
            child = true;
            return through(Commands.inNamespaces());
        }

        /** What it writes is kept in the files {@code out.log} and {@code err.log}. */
        public Setup intoFiles() {
            intoFiles = true;
            return this;
        }

        public Dinit start() throws IOException {
            return new Dinit(this);
        }
    }

    private final Place place = new Place();
    private final Story story;
    private final Process process;
    private final boolean child;
    private final boolean within;
    private final Map<String, String> environment = new TreeMap<>();

    private Dinit(Setup setup) throws IOException {
        story = new Story(place);
        child = setup.child;
        within = setup.within;
        for (var service : setup.services) {
            place.add(service);
        }
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("DINIT_DIR", place.services().toString());
        environment.put("DINIT_LOG_LEVEL", "info");
        environment.put("MARK", place.root().toString());
        environment.putAll(setup.environment);
        environment.values().removeIf(String::isEmpty);
        var command = new ArrayList<>(setup.through);
        command.add(Nitro.BIN.resolve("dinit").toString());
        var builder = new ProcessBuilder(command)
                .directory(place.root().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(place.at(setup.intoFiles ? "out.log" : "out").toFile())
                .redirectError(place.at(setup.intoFiles ? "err.log" : "err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = Forks.start(builder);
    }

    /** One with these services, which is not yet started. */
    public static Setup of(Service... services) {
        return new Setup(List.of(services));
    }

    /** A path in the case's own directory. */
    public Path at(String name) {
        return place.at(name);
    }

    /** The services directory. */
    public Path services() {
        return place.services();
    }

    /** Its standard output. */
    public Lines out() {
        return story.out;
    }

    /** Its standard error. */
    public Lines err() {
        return story.err;
    }

    /** What scripts say. */
    public Lines said() {
        return story.said;
    }

    /** What stands in a file of the case's directory, a char a byte. */
    public String read(String name) throws IOException {
        return Files.readString(place.at(name), ISO_8859_1);
    }

    /** Waits for a message of its own: what follows the time and {@code dinit: }. */
    public void awaitMessage(String text) {
        story.err.awaitMatch("Z dinit: " + java.util.regex.Pattern.quote(text) + "$");
    }

    /** Waits for a message in which {@code regex} is found, and answers it without the time. */
    public String awaitMessageMatch(String regex) {
        String line = story.err.awaitMatch("Z dinit: .*" + regex);
        return line.substring(line.indexOf("dinit: ") + "dinit: ".length());
    }

    /** Its messages so far, without the time. */
    public List<String> messages() {
        return story.err.all().stream()
                .filter(line -> line.contains("Z dinit: "))
                .map(line -> line.substring(line.indexOf("dinit: ") + "dinit: ".length()))
                .toList();
    }

    /** An orphan as messages call it. */
    public record Orphan(String label, long pid) {}

    /** Waits for a message of an orphan, and answers which it is about. */
    public Orphan orphan(String regex) {
        String message = awaitMessageMatch(regex);
        String label = message.substring(message.indexOf(' ') + 1, message.indexOf(": ", message.indexOf(' ')));
        return new Orphan(label, Long.parseLong(label.substring(label.lastIndexOf('/') + 1)));
    }

    /** Waits until a service's program runs, and answers it. */
    public Proc running(String label) {
        String message = awaitMessageMatch(label + ": running with PID \\d+");
        return new Proc(Long.parseLong(message.substring(message.lastIndexOf(' ') + 1)));
    }

    /** Its process, seen from our namespaces. */
    public Proc proc() throws IOException {
        if (within) {
            for (var other : Proc.withEnvironment("MARK=" + place.root())) {
                var words = other.arguments();
                if (words.getLast().endsWith("dinit") && !words.getFirst().equals("sh")) {
                    return other;
                }
            }
        }
        var started = new Proc(process.pid());
        return child ? started.children().getFirst() : started;
    }

    /** Sends it a signal named as kill(1) names it. */
    public void signal(String name) throws IOException {
        proc().kill(name);
    }

    /** Waits for its end and answers its exit status. */
    public int exit() {
        try {
            return Commands.await(process);
        } catch (AssertionError e) {
            throw (AssertionError) story.failure("dinit does not end").initCause(e);
        }
    }

    /** Whether it ends within so many milliseconds. */
    public boolean endsWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Processes that came from it and run. */
    public List<Proc> left() throws IOException {
        return Proc.withEnvironment("MARK=" + place.root()).stream()
                .filter(other -> other.pid() != process.pid())
                .filter(Proc::alive)
                .toList();
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                signal("TERM");
                exit();
            }
            if (environment.getOrDefault("DINIT_REPARENTING_POLICY", "").equals("ignore")) {
                return;
            }
            Proc.awaitNone("MARK=" + place.root());
        } finally {
            process.destroyForcibly();
            for (var other : left()) {
                Commands.run(Map.of(), "kill", "-KILL", Long.toString(other.pid()));
            }
            story.close();
            place.remove();
        }
    }
}
