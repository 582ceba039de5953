package nitro.test;

import java.io.IOException;
import java.util.Map;
import nitro.test.harness.Commands;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a case, and says why, where the kernel refuses namespaces to us. */
public final class Namespaces implements BeforeEachCallback {
    private static final Commands.Result TRIED = attempt();

    private static Commands.Result attempt() {
        try {
            return Commands.run(Map.of(), Commands.inNamespaces("true"));
        } catch (IOException e) {
            return new Commands.Result(-1, "", e.toString());
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (TRIED.exit() != 0) {
            var reason = "no namespaces here: " + TRIED.err().strip();
            System.out.println("skipped " + context.getRequiredTestClass().getSimpleName() + "."
                    + context.getDisplayName() + ": " + reason);
            Assumptions.abort(reason);
        }
    }
}
