package nitro.engine;

import nitro.engine.life.Event;
import nitro.engine.model.Program;
import nitro.posix.ErrnoException;
import nitro.posix.Signal;
import nitro.posix.WaitStatus;
import org.jspecify.annotations.Nullable;

/** An observer of the services. All observers hear the same, in the same order, before its consequences. */
public interface Observer {
    default void happened(Happening happening) {}

    /** An event came to a service in a phase in which its life cycle knows no such thing: a fault of ours. */
    default void impossible(Snapshot service, Event event) {}

    /**
     * A program of a service could not be executed, or the pipes that it was to have could not be made.
     *
     * @param program null if it was the pipe of the service that reads what it writes
     */
    default void failed(Snapshot service, @Nullable Program program, ErrnoException why) {}

    /** A service has ended whose end is the end of all, as its definition says, and is not started again. */
    default void endsAll(Snapshot service) {}

    /** The process of a service is being sent a signal. */
    default void signalled(Snapshot service, Signal signal) {}

    /** The program runs that is to stop a service. */
    default void stopperStarted(Snapshot service, Program stopper, int pid) {}

    default void stopperEnded(Snapshot service, Program stopper, int pid, WaitStatus end) {}

    /** One that wrote to a service writes to it no more. */
    default void released(String reader) {}

    /** A service that was dismissed is down and forgotten. */
    default void forgotten(String service) {}
}
