import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nitro.app.Table;

/**
 * Assembles {@code target/dist} in the package phase: {@code java Dist.java DIST SOURCE VERSION TIMESTAMP}, with what goes
 * into the jar as class path.
 *
 * <pre>
 * bin/NAME         a symlink to the launcher for each command
 * lib/launcher     from SOURCE, as is all that is there
 * lib/nitro.jar    everything
 * lib/ARCH/*.so    what the jar would unpack to a temporary directory at each start
 * lib/*.aot        see {@link AotCaches}
 * </pre>
 */
final class Dist {
    /** Architectures as JAVA_HOME/release has them, and where the jars of jffi and junixsocket have their libraries. */
    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "x86_64", List.of("jni/x86_64-Linux/", "lib/amd64-Linux-clang/jni/"),
            "aarch64", List.of("jni/aarch64-Linux/", "lib/aarch64-Linux-clang/jni/"));

    private Dist() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path dist = Path.of(args[0]);
        Path source = Path.of(args[1]);
        Path lib = dist.resolve("lib");
        Files.createDirectories(lib);
        try (var files = Files.list(source.resolve("lib"))) {
            for (Path file : files.toList()) {
                Files.copy(file, lib.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.setPosixFilePermissions(lib.resolve("launcher"), PosixFilePermissions.fromString("rwxr-xr-x"));
        link(dist.resolve("bin"), Table.names());

        OneJar jar =
                new OneJar(LIBRARIES.values().stream().flatMap(List::stream).toList());
        for (String element : System.getProperty("java.class.path").split(":")) {
            jar.add(Path.of(element));
        }
        boolean changed = jar.write(lib.resolve("nitro.jar"), args[2], args[3]);
        for (var library : LIBRARIES.entrySet()) {
            Path directory = Files.createDirectories(lib.resolve(library.getKey()));
            String jffi = library.getValue().get(0) + "libjffi-1.2.so";
            Files.write(directory.resolve("libjffi-1.2.so"), jar.entry(Pattern.quote(jffi)));
            String junixsocket = library.getValue().get(1) + "libjunixsocket-native-[0-9.]+\\.so";
            Files.write(directory.resolve("libjunixsocket.so"), jar.entry(junixsocket));
        }
        new AotCaches(dist).make(changed);
    }

    private static void link(Path bin, List<String> names) throws IOException {
        Files.createDirectories(bin);
        try (var files = Files.list(bin)) {
            for (Path old : files.toList()) {
                Files.delete(old);
            }
        }
        for (String name : names) {
            Files.createSymbolicLink(bin.resolve(name), Path.of("../lib/launcher"));
        }
    }
}
