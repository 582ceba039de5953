package nitro.log.write;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nitro.command.Trust;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/** Opens the directories that are named on the command line, each with its own configuration. */
final class DirectoryOpener {
    private static final int LONGEST_CONFIG = 1 << 20;

    private final Posix posix;
    private final Invocation call;
    private final Settings settings;
    private final List<String> closed;

    DirectoryOpener(Posix posix, Invocation call, Settings settings, List<String> directories) {
        this.posix = posix;
        this.call = call;
        this.settings = settings;
        closed = new ArrayList<>(directories);
    }

    /**
     * Opens those that are not open; what cannot be is complained of, and left for the next time.
     *
     * @param source what is read from
     * @param untouched the same if nothing was taken from it yet, else null
     */
    void open(FileStatus source, @Nullable Intake untouched, List<Log> logs) {
        for (String path : List.copyOf(closed)) {
            try {
                logs.add(open(path, source, untouched));
                closed.remove(path);
                if (settings.verbose()) {
                    settings.complain(path + ": opened");
                }
            } catch (ErrnoException e) {
                boolean locked = e.errno() == Errno.EAGAIN;
                String what = e.subject().startsWith(path) ? e.subject() : path;
                settings.complain(locked ? path + ": is in use: its lock is taken" : what + ": " + e.reason());
            }
        }
    }

    private Log open(String path, FileStatus source, @Nullable Intake untouched) throws ErrnoException {
        Directory directory = new Directory(posix, path, source);
        try {
            Config config = config(path);
            directory.recover(untouched);
            Helpers helpers = new Helpers(posix, call, directory.old(), path, settings.gzip());
            return new Log(posix, directory, helpers, settings, config);
        } catch (ErrnoException e) {
            directory.abandon(); // or its lock would refuse us the next time
            throw e;
        }
    }

    private Config config(String path) throws ErrnoException {
        Config config = settings.config();
        try {
            String file = path + "/config";
            String objection =
                    posix.stat(file).isDirectory() ? "" : Trust.ofOurs(posix).objection(file);
            if (objection.isEmpty()) {
                config = config.with(new String(posix.head(file, LONGEST_CONFIG), StandardCharsets.ISO_8859_1));
            } else {
                settings.complain(file + ": not obeyed: " + objection);
            }
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
        return config.within(settings.total());
    }

    /** Reads the configuration of an open one again. */
    void configure(Log log) {
        String path = log.directory().path();
        try {
            log.configure(config(path));
            if (settings.verbose()) {
                settings.complain(path + ": configured");
            }
        } catch (ErrnoException e) {
            settings.complain(path + ": " + e.reason() + "; kept as before");
        }
    }
}
