package nitro.front.nitro.sim;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nitro.front.nitro.Inside.Look;
import nitro.spat.Message;
import nitro.spat.State;

/** Holds the events that nitro sends to the order of spec 4, and to what the services really are. */
final class Announcements {
    private static final Map<State, Set<State>> FOLLOWING = following();

    private final Map<String, State> last = new HashMap<>();
    private boolean missed;

    private static Map<State, Set<State>> following() {
        Set<State> begun = EnumSet.of(State.SETUP, State.STARTING, State.ONESHOT, State.FATAL, State.DELAY);
        Map<State, Set<State>> following = new EnumMap<>(State.class);
        following.put(State.DOWN, begun);
        following.put(State.DELAY, with(begun, State.DOWN));
        following.put(State.FATAL, with(begun, State.DOWN));
        following.put(
                State.SETUP,
                EnumSet.of(
                        State.STARTING,
                        State.ONESHOT,
                        State.SHUTDOWN,
                        State.RESTART,
                        State.FATAL,
                        State.DELAY,
                        State.DOWN));
        following.put(State.STARTING, EnumSet.of(State.UP, State.SHUTDOWN, State.RESTART));
        following.put(State.UP, EnumSet.of(State.SHUTDOWN, State.RESTART));
        following.put(State.ONESHOT, EnumSet.of(State.SHUTDOWN, State.RESTART));
        following.put(State.SHUTDOWN, EnumSet.of(State.DOWN, State.RESTART));
        following.put(State.RESTART, EnumSet.of(State.DOWN, State.SHUTDOWN));
        return following;
    }

    private static Set<State> with(Set<State> states, State more) {
        Set<State> all = EnumSet.copyOf(states);
        all.add(more);
        return all;
    }

    /** The faithful listener was sent this. */
    void sent(byte[] datagram, int length) {
        if (!(Message.decode(datagram, length) instanceof Message.Event(State state, String name))) {
            throw new Violation("a listener was sent what is no event");
        }
        State before = last.put(name, state);
        Violation.unless(
                before == null
                        || before == state
                        || missed
                        || before == State.DOWN && name.equals("SYS")
                        || FOLLOWING.getOrDefault(before, Set.of()).contains(state),
                name + " is announced " + state + " after " + before);
    }

    /** A failing call kept an event from being sent. */
    void miss() {
        missed = true;
    }

    /** Nitro is done with what it had to do: the last that was announced is true. */
    void check(List<Look> services) {
        Map<String, State> now = new HashMap<>();
        for (Look look : services) {
            State announced = last.get(look.name());
            boolean told = announced == look.state()
                    || announced == null && (look.state() == State.DOWN || look.state() == State.DELAY);
            Violation.unless(told || missed, "%s is %s, but was announced %s", look.name(), look.state(), announced);
            if (announced != null || missed) {
                now.put(look.name(), look.state());
            }
        }
        last.keySet().removeIf(name -> !now.containsKey(name));
        if (missed) {
            last.putAll(now);
        }
        missed = false;
    }
}
