package nitro.test.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a nitro is to be started: on which services, with which environment and arguments, through what. */
public final class Launch {
    /** Something done in a directory before nitro starts. */
    public interface Preparation {
        void in(Path directory) throws IOException;
    }

    final List<Service> services;
    final Map<String, String> environment = new TreeMap<>();
    final List<String> through = new ArrayList<>();
    final List<Preparation> preparations = new ArrayList<>();

    @Nullable
    List<String> arguments;

    @Nullable
    String directory;

    String command = "nitro";
    boolean child;

    private Launch(List<Service> services) {
        this.services = services;
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    }

    /** On a directory of these services. */
    public static Launch of(Service... services) {
        return new Launch(List.of(services));
    }

    /** A variable beside PATH and NITRO_SOCK. */
    public Launch environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** No variable but NITRO_SOCK. */
    public Launch emptyEnvironment() {
        environment.clear();
        return this;
    }

    /** Nitro's arguments instead of its services directory. */
    public Launch arguments(String... words) {
        arguments = List.of(words);
        return this;
    }

    /** A path to nitro other than the one in the {@code bin} directory, seen from the working directory. */
    public Launch command(String path) {
        command = path;
        return this;
    }

    /** The working directory, seen from the case's own. */
    public Launch from(String path) {
        directory = path;
        return this;
    }

    /** A command that executes nitro's in its place. */
    public Launch through(String... words) {
        through.addAll(List.of(words));
        return this;
    }

    /** A line of shell that is run first in the same process, such as {@code ulimit -n 64}. */
    public Launch after(String shell) {
        return through("sh", "-c", shell + "\nexec \"$@\"", "sh");
    }

    /** As process 1 of a container: user, pid and mount namespaces of its own. */
    public Launch inNamespaces() {
        child = true;
        return through(Commands.inNamespaces());
    }

    /** Something done in the case's directory, in which {@code sv} holds the services and {@code sock} the socket. */
    public Launch prepare(Preparation preparation) {
        preparations.add(preparation);
        return this;
    }

    /** Starts nitro and waits until it answers. */
    public Nitro start() throws IOException {
        var nitro = begin();
        try {
            nitro.awaitAnswer();
            return nitro;
        } catch (IOException | AssertionError e) {
            nitro.abandon();
            throw e;
        }
    }

    /** Starts nitro. */
    public Nitro begin() throws IOException {
        return new Nitro(this);
    }
}
