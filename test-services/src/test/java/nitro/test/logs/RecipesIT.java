package nitro.test.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipes of docs/logging.md, as they are in {@code recipes}. */
class RecipesIT {
    private static final String PATH = Nitro.BIN + ":/usr/sbin:/usr/bin:/sbin:/bin";

    @TempDir
    Path logs;

    private Nitro start(String recipe) throws IOException {
        return Launch.of()
                .environment("PATH", PATH)
                .environment("LOGS", logs.toString())
                .prepare(root -> Commands.system(
                        "cp",
                        "-RP",
                        "recipes/" + recipe + "/.",
                        root.resolve("sv").toString()))
                .start();
    }

    private Follow follow(Nitro nitro, String... arguments) throws IOException {
        return new Follow(nitro.services(), nitro.environment(), arguments);
    }

    /** Waits until a log has a line. */
    private void await(String log, String line) throws Exception {
        try (var follow = new Follow(logs, Map.of(), "-f", log + "/")) {
            while (!follow.next().endsWith(line)) {}
        }
    }

    @Test
    @Spec("tools 5.1")
    void perService() throws Exception {
        try (var nitro = start("per-service")) {
            await("web", "web: ready");
            await("db", "db: ready");
            try (var follow = follow(nitro, "-f", "web", "db")) {
                String first = follow.next();
                String second = follow.next();
                String both = first.compareTo(second) < 0 ? first + "\n" + second : second + "\n" + first;
                assertTrue(
                        both.matches("db: [0-9-]{10} [0-9:.]{18} db: ready\nweb: [0-9-]{10} [0-9:.]{18} web: ready"),
                        both);
                nitro.wire().restart("web");
                assertTrue(follow.next().endsWith(" web: ready"));
            }
        }
    }

    @Test
    @Spec("tools 5.6")
    void stream() throws Exception {
        try (var nitro = start("stream")) {
            for (String service : new String[] {"web", "db"}) {
                nitro.out()
                        .awaitMatch("^\\{\"time\":\"[0-9T:.-]{29}Z\",\"service\":\"" + service + "\",\"message\":\""
                                + service + ": ready\"}$");
            }
            assertEquals(2, nitro.out().all().size());
        }
    }

    @Test
    void errors() throws Exception {
        try (var nitro = start("errors")) {
            await("web", "INFO still here");
            await("web-errors", "ERROR no database");
            try (var all = follow(nitro, "-f", "web");
                    var errors = follow(nitro, "-f", "web-errors")) {
                assertTrue(all.next().endsWith(" INFO ready"));
                assertTrue(all.next().endsWith(" ERROR no database"));
                assertTrue(all.next().endsWith(" INFO still here"));
                assertTrue(errors.next().endsWith(" ERROR no database"));
            }
        }
    }

    /** The page shows the scripts that run here. */
    @ParameterizedTest
    @ValueSource(strings = {"per-service/LOG@", "stream/LOG@", "stream/stream", "errors/web-log", "errors/web-errors"})
    void thePageShowsThem(String service) throws IOException {
        String page = Files.readString(Path.of("../docs/logging.md"), ISO_8859_1);
        String script = Files.readString(Path.of("recipes", service, "run"), ISO_8859_1);
        assertTrue(page.contains("```\n" + script + "```\n"), service);
    }
}
