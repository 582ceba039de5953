package nitro.test.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A services directory for nitro-check, without a nitro. */
public final class Checked implements AutoCloseable {
    private final Place place = new Place();

    public Checked(List<Service> services) throws IOException {
        for (var service : services) {
            place.add(service);
        }
    }

    /** The services directory. */
    public Path directory() {
        return place.services();
    }

    /** The path of nitro-check. */
    public String command() {
        return Nitro.BIN.resolve("nitro-check").toString();
    }

    /** Checks it. */
    public Commands.Result check(String... options) throws IOException {
        var words = new ArrayList<>(List.of(command()));
        words.addAll(List.of(options));
        words.add(directory().toString());
        return Commands.run(Map.of(), words.toArray(String[]::new));
    }

    public String shell(String script) throws IOException {
        return place.shell(script);
    }

    @Override
    public void close() throws IOException {
        place.remove();
    }
}
