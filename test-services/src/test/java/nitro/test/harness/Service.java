package nitro.test.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A service's directory, to be written where a nitro looks. Scripts are for {@code sh}; each can use {@code say WORDS}
 * (a line for {@link Nitro#said}), {@code nap} (waits without a child, until a signal that it traps) and
 * {@code nitroctl}.
 */
public record Service(String name, Map<String, Entry> entries) {
    /** A run script that does nothing until it is stopped. */
    public static final String SLEEP = "exec sleep 1000";

    /** Something in a directory. */
    public sealed interface Entry {
        /** An executable for sh, with what the class comment names. */
        record Script(String text) implements Entry {}

        /** A file as it is. */
        record Plain(String text, boolean executable) implements Entry {}

        /** A symlink. */
        record Link(String target) implements Entry {}

        /** An empty directory. */
        record Directory() implements Entry {}
    }

    /** A directory without files. */
    public static Service service(String name) {
        return new Service(name, Map.of());
    }

    /** A service that only sleeps. */
    public static Service sleeper(String name) {
        return service(name).run(SLEEP);
    }

    public Service setup(String script) {
        return with("setup", new Entry.Script(script));
    }

    public Service run(String script) {
        return with("run", new Entry.Script(script));
    }

    public Service finish(String script) {
        return with("finish", new Entry.Script(script));
    }

    public Service script(String file, String script) {
        return with(file, new Entry.Script(script));
    }

    public Service down() {
        return file("down", "");
    }

    /** Becomes UP by {@code nitroctl ready} only. */
    public Service readyByCommand() {
        return file("notification-fd", "0");
    }

    /** Becomes UP at a newline on descriptor {@code fd}. */
    public Service notification(int fd) {
        return file("notification-fd", fd + "\n");
    }

    public Service log(String target) {
        return link("log", target);
    }

    public Service file(String file, String text) {
        return with(file, new Entry.Plain(text, false));
    }

    /** An executable file of exactly this text. */
    public Service executable(String file, String text) {
        return with(file, new Entry.Plain(text, true));
    }

    public Service link(String file, String target) {
        return with(file, new Entry.Link(target));
    }

    public Service with(String file, Entry entry) {
        var all = new LinkedHashMap<>(entries);
        all.put(file, entry);
        return new Service(name, all);
    }

    /** Writes the directory below {@code parent}, where it appears complete at once if it is new. */
    void write(Path parent, String prelude) throws IOException {
        var directory = parent.resolve(name);
        boolean isNew = !Files.exists(directory);
        var target = isNew ? Files.createTempDirectory(parent, ".new") : directory;
        for (var entry : entries.entrySet()) {
            write(target.resolve(entry.getKey()), entry.getValue(), prelude);
        }
        if (isNew) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(target, directory, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void write(Path file, Entry entry, String prelude) throws IOException {
        Files.deleteIfExists(file);
        switch (entry) {
            case Entry.Script(var text) -> write(file, prelude + text + "\n", true);
            case Entry.Plain(var text, var executable) -> write(file, text, executable);
            case Entry.Link(var target) -> Files.createSymbolicLink(file, Path.of(target));
            case Entry.Directory() -> Files.createDirectory(file);
        }
    }

    private static void write(Path file, String text, boolean executable) throws IOException {
        Forks.without(() -> Files.writeString(file, text, ISO_8859_1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
