package nitro.front.nitro;

import java.util.HashMap;
import java.util.Map;
import nitro.define.directory.ServiceName;
import nitro.engine.graph.Graph;
import nitro.engine.model.Output;
import org.jspecify.annotations.Nullable;

/**
 * Which service is to log to which, as the {@code log} entries say (spec 3.1, 3.2). What a service writes to until it is
 * started anew, the engine knows.
 */
final class LogLinks {
    private final Map<String, LogLink> links = new HashMap<>();

    /** The services that SERVICE links name. */
    private final Map<String, String> loggers = new HashMap<>();

    /** A producer requires its logger; but a service that reads its own output serves no other (spec 4.9). */
    private final Graph<String> graph = new Graph<>();

    /** Whether LOG has been started and not been stopped by command since (spec 3.1). */
    private boolean logActive;

    /** @param logger the service that the entry names, if {@code link} is SERVICE */
    void set(String service, LogLink link, @Nullable String logger) {
        remove(service);
        links.put(service, link);
        if (logger != null) {
            loggers.put(service, logger);
            if (!logger.equals(service)) {
                graph.require(service, logger);
            }
        }
    }

    /** Forgets what a service logs to. Returns its logger. */
    @Nullable
    String remove(String service) {
        String logger = loggers.remove(service);
        if (logger != null && !logger.equals(service)) {
            graph.release(service, logger);
        }
        links.remove(service);
        return logger;
    }

    void setLogActive(boolean active) {
        logActive = active;
    }

    LogLink linkOf(String service) {
        return links.getOrDefault(service, LogLink.NONE);
    }

    /** The service that the {@code log} entry of another names; null if it names none. */
    @Nullable
    String loggerOf(String service) {
        return loggers.get(service);
    }

    /** Whether the {@code log} entry of another names the service. */
    boolean isLogger(String service) {
        return graph.isRequired(service);
    }

    /** Whether following the log links from the service leads back to it. */
    boolean inLoop(String service) {
        return service.equals(loggers.get(service)) || graph.inCircle(service);
    }

    /** Where the scripts of a service are to write from its next start on. */
    Output outputOf(String service) {
        String logger = loggerOf(service);
        if (logger != null) {
            return new Output.Into(logger, !logger.equals(service), inLoop(logger));
        }
        boolean toLog = logActive && linkOf(service) != LogLink.BROKEN && !service.equals(ServiceName.LOG);
        return toLog ? new Output.Into(ServiceName.LOG, false, false) : new Output.Inherited();
    }
}
