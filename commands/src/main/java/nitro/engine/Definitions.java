package nitro.engine;

import java.util.function.Function;
import nitro.engine.model.Definition;
import nitro.engine.model.Ended;
import nitro.engine.model.Finish;
import nitro.engine.model.Needs;
import nitro.engine.model.Role;
import nitro.engine.model.Run;
import nitro.engine.model.Start;
import nitro.engine.model.Stop;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine learns what a service is. Each question is asked when its answer counts, and the answer is used for
 * that one time: so nitro reads a directory here at each start and stop, and others may answer from memory.
 */
public interface Definitions {
    /** There is no such definition any more, or none that makes sense; the message says so in a sentence. */
    final class Gone extends Exception {
        private static final long serialVersionUID = 1L;

        private final String message;

        public Gone(String message) {
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }

    /** At the moment nobody can tell; the message says what is the matter in a sentence. Later the answer may be there. */
    final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String message;

        public Unreadable(String message) {
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }

    /** Asked when a start of the service begins. */
    Start start(String service) throws Gone, Unreadable;

    /**
     * Asked when a start of the service begins, and when {@link Engine#reviewNeeds} is called. The services named that
     * exist are loaded by then.
     */
    default Needs needs(String service) throws Gone, Unreadable {
        return Needs.NONE;
    }

    /** Asked when the service itself is to be executed. */
    Run run(String service) throws Unreadable;

    /**
     * Asked when a program of the service is stopped; a finish never is.
     *
     * @param pid its process
     */
    Stop stop(String service, Role role, int pid);

    /** Asked when the service itself has ended and is not started again: whether that is the end of all services. */
    default boolean endsAll(String service, Ended how) {
        return false;
    }

    /** Asked when the service itself has ended: whether what is left of its process group is killed. */
    boolean clearsGroup(String service);

    /**
     * Asked when the service is to be cleaned up.
     *
     * @return null if there is nothing that does that
     */
    @Nullable
    Finish finish(String service, Ended how);

    /** Answers from memory: what a function gives for the name of a service, null if the service has gone. */
    static Definitions of(Function<String, @Nullable Definition> memory) {
        return new Definitions() {
            @Override
            public Start start(String service) throws Gone {
                Definition definition = memory.apply(service);
                if (definition == null) {
                    throw new Gone(service + ": its definition is gone");
                }
                return definition.start();
            }

            @Override
            public Run run(String service) throws Unreadable {
                Definition definition = memory.apply(service);
                if (definition == null) {
                    throw new Unreadable(service + ": its definition is gone");
                }
                return definition.run();
            }

            @Override
            public Stop stop(String service, Role role, int pid) {
                Definition definition = memory.apply(service);
                return definition == null || role != Role.RUN ? Stop.TERM : definition.stop();
            }

            @Override
            public boolean clearsGroup(String service) {
                Definition definition = memory.apply(service);
                return definition != null && definition.stop().group();
            }

            @Override
            public @Nullable Finish finish(String service, Ended how) {
                Definition definition = memory.apply(service);
                return definition == null ? null : definition.finish();
            }
        };
    }
}
