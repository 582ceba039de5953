package nitro.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mvnw}, with scripts in the place of the JDK, of the installed Maven and of the Maven that this one fetches. */
class WrapperIT {
    private static final Path ROOT = Path.of(System.getProperty("nitro.root"));

    @TempDir
    Path dir;

    private Path project;
    private Path bin;

    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void aProjectAndItsMaven() throws Exception {
        project = Files.createDirectories(dir.resolve("project"));
        Files.copy(ROOT.resolve("mvnw"), project.resolve("mvnw"));
        Path lib = Files.createDirectories(project.resolve("app/src/main/dist/lib"));
        String finder = Files.readString(ROOT.resolve("app/src/main/dist/lib/find-java"));
        Files.writeString(lib.resolve("find-java"), finder.replaceAll("(?<= )/(usr|opt)[^ ]*", "/nowhere"));

        program("jdk/bin/java", "");
        program("jdk/bin/javac", "");
        Files.writeString(dir.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");

        program("made/apache-maven-0/bin/mvn", "echo \"pinned $JAVA_HOME $*\"\n");
        Path archive = dir.resolve("archive.tar.gz");
        run(List.of(), "tar", "-czf", archive.toString(), "-C", dir + "/made", "apache-maven-0");
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive));
        pin(HexFormat.of().formatHex(digest));

        bin = dir.resolve("bin");
        program("bin/mvn", """
                echo fetched "$@" >>'%1$s/fetched'
                cp '%1$s/archive.tar.gz' apache-maven-0-bin.tar.gz
                """.formatted(dir));
    }

    private void program(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.resolve(".."));
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void pin(String digest) throws IOException {
        Path wrapper = Files.createDirectories(project.resolve(".mvn/wrapper"));
        Files.writeString(wrapper.resolve("maven-wrapper.properties"), "# words\nversion=0\nsha512=" + digest + "\n");
    }

    private Process start(List<String> environment, String... argv) throws IOException {
        List<String> all = new ArrayList<>(List.of("/usr/bin/env", "-i", "HOME=" + dir));
        all.addAll(environment);
        all.addAll(List.of(argv));
        return new ProcessBuilder(all).directory(dir.toFile()).start();
    }

    private static Ended end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    private Ended run(List<String> environment, String... argv) throws Exception {
        return end(start(environment, argv));
    }

    private List<String> usual() {
        return List.of("JAVA_HOME=" + dir + "/jdk", "PATH=" + bin + ":/usr/bin:/bin");
    }

    private String pinned(String args) {
        return "pinned " + dir + "/jdk " + args + "\n";
    }

    @Test
    void fetchesThePinnedMavenOnceAndRunsIt() throws Exception {
        Ended first = run(usual(), "project/mvnw", "-o", "verify");
        assertEquals(new Ended(0, pinned("-o verify"), "mvnw: fetching Maven 0\n"), first);
        assertEquals(new Ended(0, pinned("a b"), ""), run(usual(), "project/mvnw", "a b"));
        List<String> fetched = Files.readAllLines(dir.resolve("fetched"));
        assertEquals(1, fetched.size());
        assertTrue(fetched.getFirst().contains(" -o "), fetched::getFirst);
        assertTrue(fetched.getFirst().contains("org.apache.maven:apache-maven:0:tar.gz:bin"), fetched::getFirst);
    }

    @Test
    void severalMayFetchAtOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            processes.add(start(usual(), "project/mvnw", "x"));
        }
        for (Process process : processes) {
            Ended ended = end(process);
            assertEquals(pinned("x"), ended.out(), ended::err);
        }
        try (var left = Files.walk(dir.resolve(".m2")).filter(p -> p.toString().contains("/fetch."))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void refusesAnotherMaven() throws Exception {
        pin("0".repeat(128));
        Ended ended = run(usual(), "project/mvnw", "verify");
        assertEquals(1, ended.status());
        assertEquals("", ended.out());
        assertTrue(ended.err().contains("mvnw: the Maven 0 fetched is not the one pinned"), ended::err);
    }

    @Test
    void withoutAnyMavenItSaysWhatToInstall() throws Exception {
        Ended ended = run(withoutMaven(), "project/mvnw");
        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("mvnw: needs Maven 0: install any Maven 3 "), ended::err);
    }

    @Test
    void withoutAnyMavenItFetchesFromTheRepositoryGiven() throws Exception {
        List<String> environment = new ArrayList<>(withoutMaven());
        environment.add("MVNW_REPOURL=proto://somewhere/");
        program("bin/curl", "echo \"$4\" >'" + dir + "/fetched'; exec /bin/cp '" + dir + "/archive.tar.gz' \"$3\"");
        assertEquals(pinned("x"), run(environment, "project/mvnw", "x").out());
        assertEquals(
                "proto://somewhere/org/apache/maven/apache-maven/0/apache-maven-0-bin.tar.gz\n",
                Files.readString(dir.resolve("fetched")));
    }

    /** An environment whose PATH has nothing but what the wrapper is made of. */
    private List<String> withoutMaven() throws IOException {
        Files.delete(bin.resolve("mvn"));
        for (String tool : List.of("mkdir", "mktemp", "rm", "sha512sum", "tar", "gzip", "mv", "readlink")) {
            program("bin/" + tool, "PATH=/usr/bin:/bin exec " + tool + " \"$@\"");
        }
        return List.of("JAVA_HOME=" + dir + "/jdk", "PATH=" + bin);
    }

    @Test
    void aJdkIsAskedForInOneLine() throws Exception {
        Files.delete(dir.resolve("jdk/bin/javac"));
        Ended ended = run(usual(), "project/mvnw");
        assertEquals(1, ended.status());
        assertTrue(ended.err().matches("mvnw: needs a JDK 25 or newer: [^\n]*\n"), ended::err);
        assertFalse(Files.exists(dir.resolve("fetched")));
    }
}
