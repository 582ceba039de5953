package nitro.ctl.reach;

import nitro.spat.Message.Event;

/** The work of one call of nitroctl in its conversation with nitro. */
public interface Task extends Client.Listener {
    void run(Client client) throws Failure;

    /** Most care for answers only. */
    @Override
    default void heard(Event event) {}
}
