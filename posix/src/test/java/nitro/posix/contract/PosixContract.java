package nitro.posix.contract;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import nitro.posix.ErrnoException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The contract as tests of JUnit: a binding's test extends it. */
public abstract class PosixContract {
    /** What is to be kept. */
    protected abstract List<Case> cases();

    /** The binding to keep it, in an empty directory. */
    protected abstract World world(String directory) throws ErrnoException;

    @TestFactory
    Stream<DynamicTest> contract(@TempDir Path directory) throws ErrnoException {
        World world = world(directory.toString());
        AtomicInteger number = new AtomicInteger();
        return cases().stream()
                .map(one -> dynamicTest(one.name(), () -> {
                    try {
                        Contract.run(one, world, number.incrementAndGet());
                    } catch (Check.Skipped e) {
                        abort(e.getMessage());
                    }
                }));
    }
}
