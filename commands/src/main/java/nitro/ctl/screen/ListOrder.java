package nitro.ctl.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nitro.spat.Message.Service;
import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/** The orders in which services can be listed. */
public enum ListOrder {
    NAME(Comparator.comparing(Service::name)),
    /** FATAL first, then DELAY and what crashed in the last minute, then RESTART, then all others. */
    FAILING(Comparator.comparingInt(ListOrder::rank)),
    /** The latest change first. */
    UPTIME(Comparator.comparingLong(service -> service.status().uptime()));

    @SuppressWarnings("ImmutableEnumChecker") // it has no state
    private final Comparator<Service> comparator;

    ListOrder(Comparator<Service> comparator) {
        this.comparator = comparator;
    }

    /** Seconds for which a service counts as failing after a crash, whatever its state is at the moment. */
    private static final int LATELY_S = 60;

    /** The place of a service in the order {@link #FAILING}: the smaller, the sooner it is to be looked at. */
    static int rank(Service service) {
        long age = service.trouble().age();
        State state = service.status().state();
        boolean crashed = age >= 0 && age < LATELY_S && state != State.FATAL && state != State.DOWN;
        Appearance appearance = Appearance.of(crashed ? State.DELAY : state);
        return appearance.failing() ? appearance.urgency() : Integer.MAX_VALUE;
    }

    /** The order of this name, as on a command line; null if there is none. */
    public static @Nullable ListOrder of(String name) {
        for (ListOrder order : values()) {
            if (order.word().equals(name)) {
                return order;
            }
        }
        return null;
    }

    /** Its name on a command line. */
    public String word() {
        return switch (this) {
            case NAME -> "name";
            case FAILING -> "failing";
            case UPTIME -> "uptime";
        };
    }

    /** The services in this order; where it makes no difference they stay as they were. */
    public List<Service> sorted(List<Service> services) {
        List<Service> sorted = new ArrayList<>(services);
        sorted.sort(comparator);
        return sorted;
    }
}
