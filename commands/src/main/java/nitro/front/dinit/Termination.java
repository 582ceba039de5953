package nitro.front.dinit;

import java.util.ArrayList;
import java.util.List;
import nitro.loop.Loop;

/** The end of all services: it begins once, and nothing stops it (spec dinit 5.1). */
final class Termination {
    private final Loop loop;
    private final List<Runnable> steps = new ArrayList<>();
    private boolean begun;

    Termination(Loop loop) {
        this.loop = loop;
    }

    /** Adds a step that is done when it begins. */
    void then(Runnable step) {
        steps.add(step);
    }

    boolean hasBegun() {
        return begun;
    }

    /** Begins it. Its steps follow once all that has ended by now is known to have ended. */
    void begin() {
        if (!begun) {
            begun = true;
            steps.forEach(step -> loop.after(0, step));
        }
    }
}
