package nitro.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import nitro.loop.Loop;
import nitro.posix.Command;
import nitro.posix.Invocation;
import nitro.posix.Self;
import nitro.posix.fake.Executed;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.OnlyPosix;
import nitro.posix.fake.Program;
import org.jspecify.annotations.Nullable;

/** nitro-wait and nitro-ready on a simulated system, in virtual time. */
final class Scene {
    /** What came of a call, and after how many milliseconds: an exit status, or a program executed in its place. */
    record Result(int status, String err, @Nullable Executed executed, long millis) {
        /** The program that it became; the test fails if it became none. */
        Executed program() {
            if (executed == null) {
                throw new AssertionError("exit " + status + ": " + err);
            }
            return executed;
        }
    }

    final FakePosix posix = new FakePosix();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final List<String> environment = new ArrayList<>(List.of("PATH=/bin", "A=1"));

    Scene() {
        posix.files().executable("/bin/prog", Program::idle);
    }

    /** Has something happen so many milliseconds from now. */
    void after(long millis, Runnable what) {
        posix.clock().after(millis, what);
    }

    Invocation call(String name, String... args) {
        PrintStream errors = new PrintStream(err, true, StandardCharsets.ISO_8859_1);
        return new Invocation(name, List.of(args), environment, new Self("/bin/nitro", List.of()), errors, errors);
    }

    /** A loop that reports errors as failures of the test. */
    CommandContext context() {
        Loop loop = new Loop(posix, error -> {
            throw new AssertionError(error);
        });
        return new CommandContext(posix, loop, call("nitro-ready"));
    }

    Result await(String... args) {
        return run(new NitroWait(), call("nitro-wait", args));
    }

    /** Runs it; whatever comes of it, neither processes nor descriptors may stay behind. */
    Result run(Command command, Invocation call) {
        long begin = posix.now();
        List<FakeProcess> before = posix.processes().ours();
        int status = -1;
        @Nullable Executed executed = null;
        try {
            status = command.run(call, new OnlyPosix(posix));
        } catch (Executed end) {
            executed = end;
        }
        SortedMap<Integer, String> left = new TreeMap<>(posix.descriptors());
        left.values().removeAll(Set.of("signals", "epoll")); // the loop has them to the end
        assertEquals(List.of(0, 1, 2), List.copyOf(left.keySet()), "descriptors left behind: " + left);
        assertEquals(before, posix.processes().ours(), "processes left behind");
        return new Result(status, errors(), executed, posix.now() - begin);
    }

    String errors() {
        return err.toString(StandardCharsets.ISO_8859_1);
    }
}
