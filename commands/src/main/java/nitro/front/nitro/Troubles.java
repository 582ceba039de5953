package nitro.front.nitro;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import nitro.engine.Happening;
import nitro.engine.Observer;
import nitro.engine.life.Event;
import nitro.engine.life.Phase;
import nitro.engine.life.Phase.Clock;
import nitro.posix.Posix;
import nitro.spat.Message.Trouble;

/** Remembers which services end or fail without an order, and which must be killed to stop (spec 5.4, 4.10). */
final class Troubles implements Observer {
    private static final class Past {
        long crashes;
        long crashedAt;
        long stoppedAt;
        boolean killed;
    }

    private final Posix posix;
    private final Consumer<String> messages;
    private final Map<String, Past> services = new HashMap<>();

    Troubles(Posix posix, Consumer<String> messages) {
        this.posix = posix;
        this.messages = messages;
    }

    Trouble of(String service) {
        Past past = services.get(service);
        if (past == null) {
            return Trouble.NONE;
        }
        long age = past.crashes == 0 ? -1 : (posix.now() - past.crashedAt) / 1000;
        return new Trouble(past.crashes, age, past.killed);
    }

    @Override
    public void happened(Happening happening) {
        String name = happening.service().name();
        if (isCrash(happening.event(), happening.before())) {
            Past past = past(name);
            past.crashes++;
            past.crashedAt = posix.now();
            past.killed = false;
        }
        Clock before = happening.before().clock();
        if (happening.service().phase().clock() == Clock.KILL && before != Clock.KILL) {
            Past past = past(name);
            past.stoppedAt = posix.now();
            past.killed = false;
        }
        if (happening.event() == Event.TIME && before == Clock.KILL) {
            Past past = past(name);
            past.killed = true;
            long seconds = Math.round((posix.now() - past.stoppedAt) / 1000.0);
            messages.accept(name + ": did not end within " + seconds + " s and is killed");
        } else if (happening.event() == Event.TIME && before == Clock.FINISH) {
            messages.accept(name + ": its finish did not end in time and is killed");
        }
    }

    @Override
    public void forgotten(String service) {
        services.remove(service);
    }

    private static boolean isCrash(Event event, Phase before) {
        return switch (event) {
            case RUN_ENDED -> before == Phase.STARTING || before == Phase.UP;
            case CIRCULAR -> before == Phase.BLOCKED;
            case SETUP_FAILED, SETUP_REFUSED, UNEXECUTABLE, NO_RESOURCES, GONE -> !before.isStopping();
            case UP,
                    SCHEDULED,
                    NEEDED,
                    DOWN,
                    CLOSED,
                    RESTART,
                    YIELD,
                    READY,
                    TIME,
                    HELD,
                    FREED,
                    HAS_SETUP,
                    NO_SETUP,
                    RUN_STARTED,
                    NO_RUN,
                    SETUP_DONE,
                    FINISH_ENDED,
                    FINISH_REFUSED -> false;
        };
    }

    private Past past(String service) {
        return services.computeIfAbsent(service, _ -> new Past());
    }
}
