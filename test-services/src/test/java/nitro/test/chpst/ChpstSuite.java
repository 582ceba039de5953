package nitro.test.chpst;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Our chpst, called by root in a {@link Place} of each case's own. */
abstract class ChpstSuite {
    private final List<String> programs;

    @TempDir
    Path directory;

    /** The directory of our tools. */
    Path bin = Path.of("");

    Place place;

    /** @param programs of the machine that this suite needs and others do not, as in {@link Needs#check} */
    ChpstSuite(String... programs) {
        this.programs = List.of(programs);
    }

    @BeforeEach
    void open() throws IOException {
        var common = List.of(
                Needs.SHELL + " (busybox-static)", "/usr/bin/flock (util-linux)", "/usr/bin/setpriv (util-linux)");
        Needs.check(
                getClass(), Stream.concat(common.stream(), programs.stream()).toArray(String[]::new));
        bin = Needs.tools(directory);
        place = new Place();
    }

    @AfterEach
    void close() throws IOException {
        if (place != null) {
            place.close();
        }
    }

    /** What comes of chpst with some options, called behind some words, for a program. */
    Outcome chpst(List<String> before, String options, List<String> program) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(bin + "/chpst");
        command.addAll(List.of(options.split(" ")));
        command.addAll(program);
        return place.run(Caller.ROOT, command);
    }
}
