package nitro.app;

import java.util.List;
import java.util.stream.Stream;

/**
 * A page of the manual, in {@code man/} of the sources and of the build.
 *
 * @param file its name, with the section behind the dot
 * @param others the other commands that it describes
 */
record Manual(String file, List<String> others) {
    static final List<Manual> ALL = List.of(
            new Manual("nitro.8", List.of()),
            new Manual("nitroctl.1", List.of()),
            new Manual("nitro-check.1", List.of()),
            new Manual("nitro-wait.1", List.of()),
            new Manual("nitro-ready.1", List.of()),
            new Manual("nitro-log.8", List.of()),
            new Manual("nitro-tail.1", List.of()),
            new Manual("dinit.8", List.of()),
            new Manual("halt.8", List.of("poweroff", "reboot")),
            new Manual("init.8", List.of()),
            new Manual("chpst.8", List.of("setuidgid", "envuidgid", "envdir", "pgrphack", "setlock", "softlimit")),
            new Manual("sv.8", List.of()),
            new Manual("nitro-services.5", List.of()),
            new Manual("nitro-spat.7", List.of()));

    /** The names of the commands that it describes. */
    Stream<String> names() {
        return Stream.concat(Stream.of(file.substring(0, file.lastIndexOf('.'))), others.stream());
    }

    String resource() {
        return "/nitro/man/" + file;
    }

    String section() {
        return file.substring(file.lastIndexOf('.') + 1);
    }
}
