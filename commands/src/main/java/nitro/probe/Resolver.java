package nitro.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.posix.Self;
import nitro.posix.Spawn.Duplicate;
import nitro.probe.ProcessRunner.RunningProcess;
import org.jspecify.annotations.Nullable;

/**
 * Looks a host's name up, without waiting: a process of our own program does the waiting, since the system's resolver,
 * which alone knows all of /etc/hosts, /etc/resolv.conf and nsswitch.conf, blocks as long as name servers are silent.
 */
public final class Resolver {
    /** {@code nitro-wait --resolve HOST} is that process. */
    public static final String HELPER = "--resolve";

    private final ProbeContext context;
    private final int reader;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[4096];
    private final Consumer<List<String>> done;
    private final Watch watch;
    private @Nullable RunningProcess child;

    /** @param done told the addresses in numbers; none if the name has none */
    Resolver(ProbeContext context, String host, Consumer<List<String>> done) throws ErrnoException {
        this.context = context;
        this.done = done;
        Posix posix = context.posix();
        Files.Pipe pipe = posix.pipe(true);
        reader = pipe.reader();
        watch = context.loop().watch(reader, this::read);
        try {
            Self self = context.self();
            List<String> argv = self.argv("nitro-wait", List.of(HELPER, host));
            List<Duplicate> output = List.of(new Duplicate(pipe.writer(), 1));
            child = context.processes().run(self.path(), argv, context.environment(), output, _ -> {});
        } catch (ErrnoException e) {
            close();
            throw e;
        } finally {
            posix.close(pipe.writer());
        }
    }

    private void read() {
        int count = context.posix().read(reader, buffer);
        if (count > 0) {
            lines.write(buffer, 0, count);
        } else if (count != Errno.EAGAIN.code()) {
            close();
            done.accept(lines.toString(ISO_8859_1).lines().toList());
        }
    }

    /** Gives up, or has done its work. */
    void close() {
        watch.end();
        context.posix().close(reader);
        if (child != null) {
            child.kill();
            child = null;
        }
    }

    /** The helper's work. */
    public static int help(Posix posix, Invocation call, String host) {
        posix.resolve(host).forEach(address -> call.out().print(address + "\n"));
        return 0;
    }
}
