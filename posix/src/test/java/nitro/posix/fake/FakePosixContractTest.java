package nitro.posix.fake;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nitro.posix.ErrnoException;
import nitro.posix.Signal;
import nitro.posix.contract.Case;
import nitro.posix.contract.Check;
import nitro.posix.contract.Contract;
import nitro.posix.contract.World;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract of all bindings, on the fake: but for the cases that look at a real system through its programs or /proc. */
class FakePosixContractTest {
    /** The fake knows no other users. */
    private static final Set<String> OTHER_USERS =
            Set.of("chmod: changes the permissions", "kill: nobody, and whom we may not");

    @TestFactory
    Stream<DynamicTest> contract() {
        return Contract.all().stream()
                .filter(one -> !OTHER_USERS.contains(one.name()))
                .map(one -> dynamicTest(one.name(), () -> run(one)));
    }

    private static void run(Case one) throws Exception {
        FakePosix posix = new FakePosix();
        posix.files().directory("/tmp");
        posix.files().directory("/proc/self/fd");
        posix.files().executable("/bin/true", () -> Program.exits(0, 0));
        posix.files().executable("/bin/sh", () -> shell(posix));
        try {
            Contract.run(one, new World(posix, posix, "/tmp", List.of("/bin/helper")), 1);
        } catch (Check.Skipped | NoSuchScript e) {
            abort(e.getMessage());
        } catch (ErrnoException e) {
            if (!e.getMessage().matches("(?s).* /(bin|usr|dev|proc)/.*")) {
                throw e;
            }
            abort(e.getMessage());
        }
    }

    private static final class NoSuchScript extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSuchScript(String script) {
            super("no real shell to run " + script);
        }
    }

    /** A shell that knows the shortest scripts of the cases. */
    private static Program shell(FakePosix posix) {
        return self -> {
            String script = self.argv().size() > 2 ? self.argv().get(2) : "";
            if (script.startsWith("mkfifo")) {
                posix.files().fifo(self.argv().get(4));
                self.exit(0);
            } else if (script.matches("exit [0-9]+")) {
                self.exit(Integer.parseInt(script.substring(5)));
            } else if (script.matches("kill -l [0-9]+")) {
                for (Signal signal : Signal.values()) {
                    if (posix.number(signal) == Integer.parseInt(script.substring(8))) {
                        self.write(1, signal + "\n");
                    }
                }
                self.exit(0);
            } else {
                throw new NoSuchScript(script);
            }
        };
    }
}
