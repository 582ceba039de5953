package nitro.log.write;

import java.util.List;
import java.util.function.Supplier;
import nitro.command.ExitStatus;
import nitro.posix.Command;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.text.UsageException;

/** nitro-log: keeps the lines of standard input in directories of rotated files. */
public final class NitroLog implements Command {
    private final Supplier<String> version;

    /** @param version what {@code --version} prints */
    public NitroLog(Supplier<String> version) {
        this.version = version;
    }

    @Override
    public int run(Invocation call, Platform platform) {
        if (call.args().size() == 2 && call.args().getFirst().equals(Compressor.OPTION)) {
            return compress(call, platform.posix(), call.args().getLast());
        }
        try {
            Options options = Options.parse(call);
            if (options.help()) {
                call.out().print(Options.PAGE);
                return 0;
            }
            if (options.version()) {
                call.out().print(call.name() + " " + version.get() + "\n");
                return 0;
            }
            return log(call, platform.posix(), options.settings(call), options.directories());
        } catch (UsageException e) {
            return fail(call, e.getMessage(), ExitStatus.USAGE);
        }
    }

    private static int log(Invocation call, Posix posix, Settings settings, List<String> directories) {
        try {
            Intake intake = new Intake(posix, settings.batch(), settings.replacement() == 0);
            if (settings.batch() > Intake.MOST && intake.source().type() == FileStatus.Type.FIFO) {
                posix.setPipeSize(0, settings.batch());
            }
            DirectoryOpener openings = new DirectoryOpener(posix, call, settings, directories);
            return new Logger(posix, settings, openings, intake).run() ? 0 : ExitStatus.ERROR;
        } catch (ErrnoException e) {
            return fail(call, e.complaint(), ExitStatus.ERROR);
        }
    }

    private static int compress(Invocation call, Posix posix, String file) {
        try {
            new Compressor(posix, file).run();
            return 0;
        } catch (ErrnoException e) {
            return fail(call, file + ": not compressed: " + e.reason(), ExitStatus.ERROR);
        }
    }

    private static int fail(Invocation call, String why, int status) {
        call.err().print(call.name() + ": " + why + "\n");
        return status;
    }
}
