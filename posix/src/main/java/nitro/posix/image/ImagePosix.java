package nitro.posix.image;

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

/** {@link Posix} in the native image: the C library's functions, and a few of ours in C. Each part has a class of its own. */
public final class ImagePosix
        implements Posix,
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
                Tracing.Forwarding,
                ClientPosix.Forwarding {
    private static final int SCRATCH = 32 * 1024;

    private final Scratch scratch = new Scratch(SCRATCH);
    private final ImageFiles files = new ImageFiles(scratch);
    private final ImagePaths paths = new ImagePaths(scratch);
    private final ImagePolling polling = new ImagePolling(scratch);
    private final ImageStreams streams = new ImageStreams(scratch, files);
    private final ImageInotify inotify = new ImageInotify(scratch);
    private final ImageProcesses processes = new ImageProcesses(scratch);
    private final ImageSignals signals = new ImageSignals(scratch);
    private final ImageProcessState processState = new ImageProcessState(scratch);
    private final ImageSockets sockets = new ImageSockets(scratch);
    private final ImageConnections connections = new ImageConnections(scratch);
    private final ImageNotices notices = new ImageNotices(scratch);
    private final ImageForks forks = new ImageForks();
    private final ImageMachine machine = new ImageMachine(scratch);
    private final ImageTerminals terminals = new ImageTerminals(scratch);
    private final ImageTracing tracing = new ImageTracing();
    private final ImageClientPosix clientPosix = new ImageClientPosix(scratch, files, sockets, signals, polling);

    @Override
    public Tracing tracing() {
        return tracing;
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
    public ClientPosix clientPosix() {
        return clientPosix;
    }
}
