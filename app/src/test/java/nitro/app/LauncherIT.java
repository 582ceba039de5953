package nitro.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The launcher, under each shell that is here, with a script in the place of Java that tells how it was called: its pid, its
 * arguments, its environment, and where its first three descriptors lead.
 */
class LauncherIT {
    private static final Path DIST = Path.of(System.getProperty("nitro.bin"))
            .resolve("..")
            .toAbsolutePath()
            .normalize();

    @TempDir
    Path dir;

    private Path java;
    private Path told;

    record Shell(String name, List<String> argv) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Those of the shells that people have as /bin/sh which are here. */
    static Stream<Shell> shells() {
        return Stream.of(
                        new Shell("sh", List.of("/bin/sh")),
                        new Shell("bash", List.of("/bin/bash", "--posix")),
                        new Shell("busybox", List.of("/bin/busybox", "sh")))
                .filter(shell -> Files.isExecutable(Path.of(shell.argv().getFirst())));
    }

    @BeforeEach
    void aJavaThatTells() throws IOException {
        java = Files.createDirectories(dir.resolve("java with spaces"));
        told = dir.resolve("told");
        release("25.0.3");
        Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
        Files.writeString(program, """
                #!/bin/sh
                PATH=/usr/bin:/bin
                descriptors=$(for fd in 0 1 2; do echo "fd $fd $(readlink /proc/$$/fd/$fd)"; done)
                {
                    echo "pid $$"
                    echo "$descriptors"
                    for arg; do echo "arg $arg"; done
                } >'%1$s'
                cat /proc/$$/environ >'%1$s.environ'
                exit 7
                """.formatted(told));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void release(String version) throws IOException {
        Files.writeString(java.resolve("release"), """
                IMPLEMENTOR="Nobody"
                IMPLEMENTOR_VERSION="Nothing-1"
                JAVA_RUNTIME_VERSION="%1$s+1"
                JAVA_VERSION="%1$s"
                OS_ARCH="x86_64"
                """.formatted(version));
    }

    private record Ended(int status, long pid, String out, String err) {}

    /** Runs a command with nothing in its environment but what {@code environment} says. */
    private Ended run(List<String> environment, List<String> argv) throws Exception {
        List<String> all = new ArrayList<>(List.of("/usr/bin/env", "-i"));
        all.addAll(environment);
        all.addAll(argv);
        Path out = dir.resolve("out");
        Path err = dir.resolve("err");
        Process process = new ProcessBuilder(all)
                .directory(dir.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int status = process.waitFor();
        return new Ended(status, process.pid(), Files.readString(out), Files.readString(err));
    }

    private Ended launch(Shell shell, List<String> environment, String... call) throws Exception {
        List<String> argv = new ArrayList<>(shell.argv());
        argv.addAll(List.of(call));
        return run(environment, argv);
    }

    private List<String> told() throws IOException {
        return Files.readAllLines(told, StandardCharsets.ISO_8859_1);
    }

    private List<String> told(String what) throws IOException {
        return told().stream()
                .filter(line -> line.startsWith(what + " "))
                .map(line -> line.substring(what.length() + 1))
                .toList();
    }

    private List<String> toldEnvironment() throws IOException {
        return Origin.strings(Files.readAllBytes(dir.resolve("told.environ")));
    }

    /** The arguments from -jar on. */
    private List<String> toldCall() throws IOException {
        List<String> args = told("arg");
        return args.subList(args.indexOf("-jar"), args.size());
    }

    private String javaHome() {
        return "JAVA_HOME=" + java;
    }

    private static List<String> call(Path dist, String... args) {
        List<String> call = new ArrayList<>(List.of("-jar", dist + "/lib/nitro.jar"));
        call.addAll(List.of(args));
        return call;
    }

    @ParameterizedTest
    @MethodSource("shells")
    void becomesTheJvm(Shell shell) throws Exception {
        Ended ended = launch(shell, List.of(javaHome()), DIST + "/bin/nitroctl", "-Dx", "-Xmx1", "", "a b", "\\*");
        assertEquals(new Ended(7, ended.pid(), "", ""), ended);
        assertEquals(List.of(Long.toString(ended.pid())), told("pid"));
        assertEquals(call(DIST, "nitroctl", "-Dx", "-Xmx1", "", "a b", "\\*"), toldCall());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void addsNothingToTheEnvironmentOfAClientButWhatTheShellDoes(Shell shell) throws Exception {
        launch(shell, List.of(javaHome(), "nitro_name=x", "key=y"), DIST + "/bin/nitroctl");
        List<String> environment = new ArrayList<>(toldEnvironment());
        assertTrue(environment.removeAll(List.of(javaHome(), "key=y")));
        environment.removeIf(entry -> entry.matches("(PATH|PWD|OLDPWD|SHLVL|_|nitro_name)=.*"));
        assertEquals(List.of(), environment);
    }

    @ParameterizedTest
    @MethodSource("shells")
    @Spec("7.6")
    void tellsNitroTheEnvironmentAsItWas(Shell shell) throws Exception {
        List<String> environment = List.of(javaHome(), "not-for-a-shell=1", "A=\nB=2", "SHLVL=3", "PATH=/usr/bin:/bin");
        launch(shell, environment, DIST + "/bin/nitro", "/etc/nitro");
        assertEquals(environment, Origin.environment(toldEnvironment()));
    }

    /** The shell's default for PATH is no variable, and with PATH elsewhere the launcher still finds what it needs. */
    @ParameterizedTest
    @MethodSource("shells")
    @Spec("7.6")
    void tellsAnEmptyEnvironmentAndOneWhosePathLeadsNowhere(Shell shell) throws Exception {
        Path dist = distThatKnowsNoPlaces();
        Files.writeString(dist.resolve("lib/aot.java"), java + "\nno build of it\n");
        for (List<String> environment : List.of(List.<String>of(), List.of("PATH=/nonexistent"), List.of("PATH="))) {
            launch(shell, environment, dist + "/bin/chpst", "true");
            assertEquals(environment, Origin.environment(toldEnvironment()));
            assertTrue(told("arg").stream().anyMatch(arg -> arg.startsWith("-Dnitro.signals=")), told().toString());
        }
    }

    /** What the JVM would not hand on to the program that a tool becomes. */
    @ParameterizedTest
    @MethodSource("shells")
    void tellsToolsTheEnvironmentAndSignalsAsTheyWere(Shell shell) throws Exception {
        List<String> environment = List.of(javaHome(), "not-for-a-shell=1", "PATH=/usr/bin:/bin");
        for (String call : List.of("chpst", "setuidgid", "envuidgid", "envdir", "pgrphack", "setlock", "softlimit")) {
            List<String> argv = new ArrayList<>(
                    List.of("/usr/bin/env", "--default-signal", "--ignore-signal=PIPE", "--block-signal=USR1"));
            argv.addAll(shell.argv());
            argv.add(DIST + "/bin/" + call);
            run(environment, argv);
            assertEquals(environment, Origin.environment(toldEnvironment()));
            List<String> told = told();
            int at = told.indexOf("arg -Dnitro.signals=0000000000000200");
            assertTrue(at >= 0, told.toString());
            assertTrue(told.get(at + 1).matches(",[0-9a-f]+1000"), told.get(at + 1)); // but 32 and 33, by the JVM
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    @Spec("7.6")
    void isCalledThroughSymlinksFromAnyDirectory(Shell shell) throws Exception {
        Path dist = distThatKnowsNoPlaces();
        Files.createDirectories(dir.resolve("deep/er"));
        Files.createSymbolicLink(dir.resolve("deep/nitro"), dist.resolve("bin/nitro"));
        Files.createSymbolicLink(dir.resolve("deep/er/init"), Path.of("../nitro"));
        Files.createSymbolicLink(dir.resolve("deep/er/other"), Path.of("../nitro"));
        Files.createSymbolicLink(dir.resolve("launcher"), dist.resolve("lib/launcher"));
        launch(shell, List.of(javaHome()), "deep/er/init", "6");
        assertEquals(call(dist, "init", "6"), toldCall());
        launch(shell, List.of(javaHome()), "deep/er/other", ".");
        assertEquals(call(dist, "nitro", "."), toldCall());
        launch(shell, List.of(javaHome()), "launcher", "nitroctl");
        assertEquals(call(dist, "nitroctl"), toldCall());
        launch(shell, List.of(javaHome()), dist + "/lib/launcher", "--help");
        assertEquals(call(dist, "--help"), toldCall());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void isFoundByPath(Shell shell) throws Exception {
        String path = "PATH=" + DIST.resolve("bin") + ":/usr/bin:/bin";
        Path script = Files.writeString(dir.resolve("script"), "nitroctl list\n");
        launch(shell, List.of(javaHome(), path), script.toString());
        assertEquals(call(DIST, "nitroctl", "list"), toldCall());
    }

    @ParameterizedTest
    @MethodSource("shells")
    @Spec("7.2")
    void closedDescriptorsLeadToDevNullAndOpenOnesStay(Shell shell) throws Exception {
        Path in = Files.createFile(dir.resolve("in"));
        String shellWords = String.join(" ", shell.argv());
        for (int closed = 0; closed < 8; closed++) {
            List<String> expected = new ArrayList<>();
            StringBuilder script = new StringBuilder("exec " + shellWords + " \"$@\" <'" + in + "' 2>&1");
            for (int fd = 0; fd < 3; fd++) {
                boolean close = (closed >> fd & 1) != 0;
                script.append(close ? " " + fd + ">&-" : "");
                expected.add(fd + " " + (close ? "/dev/null" : fd == 0 ? in : dir.resolve("out")));
            }
            Path file = Files.writeString(dir.resolve("script"), script);
            launch(shell, List.of(javaHome()), file.toString(), DIST + "/bin/nitroctl");
            assertEquals(expected, told("fd"), script::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void findsTheJavaOnThePathThroughSymlinks(Shell shell) throws Exception {
        Path bin = Files.createDirectories(dir.resolve("somewhere/bin"));
        Files.createSymbolicLink(bin.resolve("java"), java.resolve("bin/java"));
        Path dist = distThatKnowsNoPlaces();
        launch(shell, List.of("PATH=" + bin + ":/usr/bin:/bin"), dist + "/bin/nitroctl");
        assertTrue(Files.exists(told));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void withoutAJavaNewEnoughItSaysSoInOneLine(Shell shell) throws Exception {
        Path dist = distThatKnowsNoPlaces();
        release("24.0.2");
        Ended ended = launch(
                shell, List.of(javaHome(), "PATH=" + java + "/bin:/usr/bin:/bin"), dist + "/bin/nitroctl", "list");
        assertEquals(111, ended.status());
        assertEquals("", ended.out());
        assertTrue(ended.err().matches("nitro: needs Java 25 or newer: [^\n]*\n"), ended::err);
        assertFalse(Files.exists(told));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void findsAJavaAtAUsualPlace(Shell shell) throws Exception {
        Files.createDirectories(dir.resolve("home/.jdks"));
        Files.move(java, dir.resolve("home/.jdks/25"));
        Path dist = distThatKnowsNoPlaces();
        launch(shell, List.of("HOME=" + dir.resolve("home")), dist + "/bin/nitroctl");
        assertTrue(Files.exists(told));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void usesTheAotCacheOnlyWithTheJavaItWasMadeWith(Shell shell) throws Exception {
        Path dist = distThatKnowsNoPlaces();
        Files.writeString(dist.resolve("lib/nitroctl.aot"), "");
        Files.writeString(dist.resolve("lib/aot.java"), java + "\nNothing-1,25.0.3+1,\n");
        launch(shell, List.of(), dist + "/bin/nitroctl");
        assertTrue(told("arg").contains("-XX:AOTCache=" + dist + "/lib/nitroctl.aot"), () -> "not used");
        release("25.0.4");
        launch(shell, List.of(), dist + "/bin/nitroctl");
        assertFalse(Files.readString(told).contains("AOTCache"));
    }

    /** With -XX:AOTMode=on Java ends where it would otherwise go on without the cache. */
    @Test
    void javaTakesTheAotCaches() throws Exception {
        String jvm = System.getProperty("java.home");
        for (String name : List.of("nitro", "nitroctl")) {
            Ended ended = run(
                    List.of("JAVA_HOME=" + jvm, "JDK_JAVA_OPTIONS=-XX:AOTMode=on -XX:+PrintCommandLineFlags"),
                    List.of(DIST + "/bin/" + name, "--version"));
            assertEquals(0, ended.status(), ended::err);
            assertTrue(ended.out().contains("-XX:AOTCache=" + DIST + "/lib/" + name + ".aot "), ended::out);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void usesNoAotCacheOlderThanTheJar(Shell shell) throws Exception {
        Path dist = distThatKnowsNoPlaces();
        Files.writeString(dist.resolve("lib/nitroctl.aot"), "");
        Files.writeString(dist.resolve("lib/aot.java"), java + "\nNothing-1,25.0.3+1,\n");
        Files.setLastModifiedTime(dist.resolve("lib/nitroctl.aot"), FileTime.from(Instant.EPOCH));
        launch(shell, List.of(), dist + "/bin/nitroctl");
        assertFalse(Files.readString(told).contains("AOTCache"));
    }

    /** Whatever Java this machine has at the usual places is not found by it. */
    private Path distThatKnowsNoPlaces() throws IOException {
        Path dist = dir.resolve("dist");
        Files.createDirectories(dist.resolve("lib"));
        Files.createDirectories(dist.resolve("bin"));
        Files.copy(DIST.resolve("lib/launcher"), dist.resolve("lib/launcher"));
        Files.createFile(dist.resolve("lib/nitro.jar"));
        for (String name : Table.names()) {
            Files.createSymbolicLink(dist.resolve("bin").resolve(name), Path.of("../lib/launcher"));
        }
        String finder = Files.readString(DIST.resolve("lib/find-java"));
        Files.writeString(dist.resolve("lib/find-java"), finder.replaceAll("(?<= )/(usr|opt)[^ ]*", "/nowhere"));
        return dist;
    }

    @Test
    void theJarRunsByItself() throws Exception {
        String jvm = System.getProperty("java.home") + "/bin/java";
        Ended ended = run(List.of("LC_ALL=C"), List.of(jvm, "-jar", DIST + "/lib/nitro.jar", "--version"));
        assertEquals("nitro " + Table.version() + "\n", ended.out());
        assertEquals("", ended.err());
        assertEquals(0, ended.status());
    }
}
