package nitro.posix.jvm;

import java.util.List;
import nitro.posix.ClientPosix;
import nitro.posix.Connections;
import nitro.posix.Files;
import nitro.posix.Forks;
import nitro.posix.Inotify;
import nitro.posix.Machine;
import nitro.posix.Notices;
import nitro.posix.Paths;
import nitro.posix.Polling;
import nitro.posix.Posix;
import nitro.posix.ProcessState;
import nitro.posix.Processes;
import nitro.posix.Signals;
import nitro.posix.Sockets;
import nitro.posix.Streams;
import nitro.posix.Terminals;
import nitro.posix.Tracing;

/**
 * {@link Posix} on the JVM: libc's functions through jnr-ffi, on Linux with glibc or musl.
 *
 * <p>Each part of the interface has a class of its own. {@code System.getenv} is called nowhere: its first call takes
 * SIGCHLD away.
 */
public final class JvmPosix
        implements Posix,
                ClientPosix.Forwarding,
                Files.Forwarding,
                Paths.Forwarding,
                Polling.Forwarding,
                Streams.Forwarding,
                Inotify.Forwarding,
                Processes.Forwarding,
                Signals.Forwarding,
                ProcessState.Forwarding,
                Sockets.Forwarding,
                Connections.Forwarding,
                Notices.Forwarding,
                Forks.Forwarding,
                Machine.Forwarding,
                Terminals.Forwarding,
                Tracing.Forwarding {
    private final List<String> openAtFirst = OwnDescriptors.open(); // before JNR, which opens more
    private final Native os = new Native();
    private final Files files = new JvmFiles(os);
    private final Paths paths = new JvmPaths(os);
    private final Polling polling = new JvmPolling(os);
    private final Streams streams = new JvmStreams(os);
    private final Inotify inotify = new JvmInotify(os);
    private final Processes processes = new JvmProcesses(os);
    private final Signals signals = new JvmSignals(os);
    private final ProcessState processState = new JvmProcessState(os, openAtFirst);
    private final Sockets sockets = new JvmSockets(os);
    private final Connections connections = new JvmConnections(os);
    private final Notices notices = new JvmNotices(os, sockets);
    private final Forks forks = new JvmForks(os);
    private final Machine machine = new JvmMachine(os);
    private final Terminals terminals = new JvmTerminals(os);
    private final Tracing tracing = new JvmTracing(os);
    private final ClientPosix clientPosix = new LibcClientPosix(os, files, sockets, polling);

    @Override
    public ClientPosix clientPosix() {
        return clientPosix;
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public Paths paths() {
        return paths;
    }

    @Override
    public Polling polling() {
        return polling;
    }

    @Override
    public Streams streams() {
        return streams;
    }

    @Override
    public Inotify inotifyCalls() {
        return inotify;
    }

    @Override
    public Processes processes() {
        return processes;
    }

    @Override
    public Signals signals() {
        return signals;
    }

    @Override
    public ProcessState processState() {
        return processState;
    }

    @Override
    public Sockets sockets() {
        return sockets;
    }

    @Override
    public Connections connections() {
        return connections;
    }

    @Override
    public Notices notices() {
        return notices;
    }

    @Override
    public Forks forks() {
        return forks;
    }

    @Override
    public Machine machine() {
        return machine;
    }

    @Override
    public Terminals terminals() {
        return terminals;
    }

    @Override
    public Tracing tracing() {
        return tracing;
    }
}
