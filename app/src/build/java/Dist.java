import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nitro.app.Table;

/**
 * Assembles {@code target/dist} in the package phase: {@code java Dist.java DIST SOURCE VERSION TIMESTAMP DEMO AOT}, with
 * what goes into the jar as class path.
 *
 * <pre>
 * bin/NAME         a symlink to the launcher for each command
 * lib/launcher     from SOURCE, as is find-java, which it uses
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
        Path source = Path.of(args[1]).resolve("lib");
        Path lib = dist.resolve("lib");
        OneJar jar = new OneJar(LIBRARIES.values());
        for (String element : System.getProperty("java.class.path").split(":")) {
            jar.add(Path.of(element));
        }
        TreeMap<Path, byte[]> files = new TreeMap<>();
        files.put(lib.resolve("nitro.jar"), jar.bytes(args[2], args[3]));
        files.put(lib.resolve("launcher"), Files.readAllBytes(source.resolve("launcher")));
        files.put(lib.resolve("find-java"), Files.readAllBytes(source.resolve("find-java")));
        LIBRARIES.forEach((architecture, places) -> {
            Path directory = lib.resolve(architecture);
            files.put(directory.resolve("libjffi-1.2.so"), jar.entry(places.get(0) + "libjffi-1\\.2\\.so"));
            files.put(
                    directory.resolve("libjunixsocket.so"),
                    jar.entry(places.get(1) + "libjunixsocket-native-[0-9.]+\\.so"));
        });

        // What has not changed keeps its caches, which take some seconds to make.
        AotCaches caches = new AotCaches(dist, Path.of(args[4]));
        for (var file : files.entrySet()) {
            if (!Files.exists(file.getKey()) || !Arrays.equals(Files.readAllBytes(file.getKey()), file.getValue())) {
                caches.remove();
                Files.createDirectories(file.getKey().getParent());
                Files.write(file.getKey(), file.getValue());
            }
        }
        Files.setPosixFilePermissions(lib.resolve("launcher"), PosixFilePermissions.fromString("rwxr-xr-x"));
        link(dist.resolve("bin"), Table.names());
        if (!caches.areThere() && Boolean.parseBoolean(args[5])) {
            caches.make();
        }
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
