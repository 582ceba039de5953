package nitro.engine;

import nitro.engine.life.Event;
import nitro.engine.life.LifeCycle.Next;

/** Looks on while a supervisor works and changes nothing: the eyes of the simulation. */
public interface Witness {
    /** All is prepared, no service is loaded yet. */
    default void begins(Services services, Shutdown shutdown) {}

    /** Something happens to a service, which is still in the phase before. */
    default void happens(Service service, Event event, Next next) {}
}
