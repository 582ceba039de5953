import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One jar of many, the same bytes from the same input: entries sorted and of one date.
 *
 * <p>Three things are not as in the jars that go in. Of a multi-release jar the newest classes that Java 25 may have are
 * taken, as the only ones. Classes older than version 50 (picocli, jnr-x86asm) are rewritten to version 52: they have no
 * stack maps, and without those no AOT cache takes them, which costs nitroctl a third of its start. Native libraries for
 * systems that nitro does not run on are left out, and so is what is for the native image only.
 */
final class OneJar {
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(.+)");
    private static final Pattern LEFT_OUT = Pattern.compile("(.*/)?module-info\\.class"
            + "|META-INF/(MANIFEST\\.MF|maven/.*|native-image/.*|.*\\.(SF|RSA|DSA))"
            + "|OSGI-INF/.*"
            + "|nitro/(posix|app)/image/.*");
    private static final Pattern LIBRARY = Pattern.compile(".*\\.(so|dll|dylib|jnilib|a|srvpgm)");
    private static final int JAVA = 25;

    private final List<String> libraries;
    private final TreeMap<String, byte[]> entries = new TreeMap<>();
    private final Map<String, Integer> versions = new HashMap<>();

    /** @param libraries the directories in which native libraries are kept; all others are left out */
    OneJar(Collection<List<String>> libraries) {
        this.libraries = libraries.stream().flatMap(List::stream).toList();
    }

    /** Adds a jar, or a directory of classes. */
    void add(Path element) throws IOException {
        if (Files.isDirectory(element)) {
            try (var files = Files.walk(element)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    add(
                            element.getFileName().toString(),
                            element.relativize(file).toString(),
                            Files.readAllBytes(file));
                }
            }
        } else if (element.toString().endsWith(".jar")) {
            try (JarFile jar = new JarFile(element.toFile())) {
                for (ZipEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        add(element.getFileName().toString(), entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }

    private void add(String from, String name, byte[] bytes) {
        Matcher versioned = VERSIONED.matcher(name);
        if (versioned.matches()) {
            add(from, versioned.group(2), Integer.parseInt(versioned.group(1)), bytes);
        } else {
            add(from, name, 0, bytes);
        }
    }

    private void add(String from, String name, int version, byte[] bytes) {
        if (LEFT_OUT.matcher(name).matches()
                || version > JAVA
                || LIBRARY.matcher(name).matches() && libraries.stream().noneMatch(name::startsWith)) {
            return;
        }
        int present = versions.getOrDefault(name, -1);
        if (version >= present) {
            byte[] entry = name.endsWith(".class") ? modern(bytes) : bytes;
            byte[] old = entries.put(name, entry);
            versions.put(name, version);
            if (version == present && !Arrays.equals(old, entry)) {
                throw new IllegalStateException(name + " is in two jars and not the same, the second is " + from);
            }
        }
    }

    private static byte[] modern(byte[] bytes) {
        ClassFile files = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS);
        var model = files.parse(bytes);
        if (model.majorVersion() >= ClassFile.JAVA_6_VERSION) {
            return bytes;
        }
        // A body is laid anew, and given its stack map, only if something transforms it.
        ClassTransform bodies = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
        return files.transformClass(model, bodies.andThen((builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            } else {
                builder.with(element);
            }
        }));
    }

    /** The whole jar. */
    byte[] bytes(String version, String timestamp) throws IOException {
        String manifest = String.join(
                "\r\n",
                "Manifest-Version: 1.0",
                "Main-Class: nitro.app.Main",
                "Enable-Native-Access: ALL-UNNAMED",
                "Implementation-Title: nitro",
                "Implementation-Version: " + version,
                "",
                "");
        var date = OffsetDateTime.parse(timestamp).toLocalDateTime();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.US_ASCII), date);
            for (var entry : entries.entrySet()) {
                put(zip, entry.getKey(), entry.getValue(), date);
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes, LocalDateTime date) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(date);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** The entry whose name matches as a whole; there must be one and not more. */
    byte[] entry(String pattern) {
        var found = entries.entrySet().stream()
                .filter(e -> e.getKey().matches(pattern))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " entries match " + pattern);
        }
        return found.getFirst().getValue();
    }
}
