package nitro.chpst;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nitro.posix.Command;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Self;
import nitro.posix.fake.Executed;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.OnlyPosix;
import nitro.posix.fake.Program;
import org.jspecify.annotations.Nullable;

/** A tool called on a simulated system, on which there are some users and a program {@code /bin/prog}. */
final class Scene {
    /** What came of a call: an exit status, or a program executed in its place. */
    record Result(
            int status, String out, String err, @Nullable Executed executed) {
        /** The program that it became; the test fails if it became none. */
        Executed program() {
            if (executed == null) {
                throw new AssertionError("exit " + status + ": " + err);
            }
            return executed;
        }
    }

    final FakePosix posix = new FakePosix();
    List<String> environment = List.of("PATH=/usr/bin:/bin", "A=1");

    Scene() {
        posix.user(0);
        posix.led();
        posix.account("web", 70, 71);
        posix.group("disk", 6);
        posix.group("tape", 26);
        posix.files().executable("/bin/prog", Program::idle);
    }

    Result run(Command tool, String name, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Invocation call = new Invocation(
                name, List.of(args), environment, new Self("/bin/nitro", List.of()), stream(out), stream(err));
        Platform platform = new OnlyPosix(posix);
        int status = -1;
        @Nullable Executed executed = null;
        try {
            status = tool.run(call, platform);
        } catch (Executed end) {
            executed = end;
        }
        return new Result(
                status, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.ISO_8859_1), executed);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.ISO_8859_1);
    }

    Result chpst(String... args) {
        return run(new Chpst(() -> "1.2"), "chpst", args);
    }
}
