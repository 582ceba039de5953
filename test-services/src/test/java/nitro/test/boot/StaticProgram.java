package nitro.test.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nitro.test.harness.Commands;

/** Compiles the tests' C programs, for a root in which no library is. */
final class StaticProgram {
    private static final List<String> COMPILERS = List.of("musl-gcc", "x86_64-linux-musl-gcc", "gcc", "cc");

    private StaticProgram() {}

    static void require() {
        Requirement.that(compiler().isPresent(), "no C compiler (Debian's package musl-tools)");
    }

    static void compile(String source, Path program) throws IOException {
        var compiler = compiler().orElseThrow().toString();
        Commands.system(compiler, "-std=gnu11", "-static", "-Os", "-Wall", "-o", program.toString(), source);
    }

    private static Optional<Path> compiler() {
        return COMPILERS.stream()
                .flatMap(name -> Requirement.find(name).stream())
                .findFirst();
    }
}
