package nitro.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/**
 * {@code nitro --install DIR}: creates a symlink to this binary for each command in a directory, and on demand those of a
 * machine's init, manuals and completions; existing files are left alone (spec tools 7.1).
 */
final class Install {
    private static final String USAGE = "usage: nitro --install DIR [--init | --all] [--completions DIR] [--man DIR]";
    private static final int WRONG_USAGE = 2;
    private static final int FAILURE = 111;

    private final Invocation call;
    private final Posix posix;
    private Table.Range range = Table.Range.COMMANDS;
    private int status;

    private Install(Invocation call, Posix posix) {
        this.call = call;
        this.posix = posix;
    }

    /** Of the native binary only: {@code args} are {@code nitro --install ...}, or {@code --install ...} under another name. */
    static boolean isAskedFor(List<String> args) {
        List<String> rest = !args.isEmpty() && args.getFirst().equals("nitro") ? args.subList(1, args.size()) : args;
        return !rest.isEmpty() && rest.getFirst().equals("--install");
    }

    static int run(Invocation call, Posix posix) {
        Install install = new Install(call, posix);
        List<Runnable> steps = new ArrayList<>();
        List<String> words = call.args()
                .subList(call.args().indexOf("--install"), call.args().size());
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (option.equals("--init") || option.equals("--all")) {
                install.range = option.equals("--all") ? Table.Range.ALL : Table.Range.WITH_INIT;
                continue;
            }
            String directory = rest.hasNext() ? rest.next() : "";
            Runnable step = directory.isEmpty() || directory.startsWith("--") ? null : install.step(option, directory);
            if (step == null) {
                call.err().println(USAGE);
                return WRONG_USAGE;
            }
            steps.add(step);
        }
        steps.forEach(Runnable::run);
        return install.status;
    }

    private @Nullable Runnable step(String option, String directory) {
        return switch (option) {
            case "--install" -> () -> names(directory);
            case "--completions" -> () -> completions(directory);
            case "--man" -> () -> manuals(directory);
            default -> null;
        };
    }

    private void names(String directory) {
        if (!attempt(directory, () -> directories(directory + "/"))) {
            return;
        }
        for (String name : Table.names(range)) {
            String path = directory + "/" + name;
            attempt(path, () -> link(call.self().path(), directory, path));
        }
    }

    /** Where bash-completion, zsh and fish look for them below a directory such as /usr/local/share. */
    private void completions(String directory) {
        String bash = directory + "/bash-completion/completions/";
        String fish = directory + "/fish/vendor_completions.d/";
        file("/nitro/completions/nitro.bash", bash + "nitro");
        file("/nitro/completions/_nitro", directory + "/zsh/site-functions/_nitro");
        file("/nitro/completions/nitro.fish", fish + "nitro.fish");
        for (String name : Table.names(range)) {
            if (!name.equals("nitro")) {
                alias("nitro", bash + name);
                alias("nitro.fish", fish + name + ".fish");
            }
        }
    }

    /** Below a directory such as /usr/local/share/man. */
    private void manuals(String directory) {
        for (Manual manual : Manual.ALL) {
            String section = directory + "/man" + manual.section() + "/";
            file(manual.resource(), section + manual.file());
            for (String other : manual.others()) {
                alias(manual.file(), section + other + "." + manual.section());
            }
        }
    }

    /** A file of this build, with the directories that it needs. */
    private void file(String resource, String path) {
        attempt(path, () -> {
            directories(path);
            byte[] content = Table.resource(resource);
            byte[] there;
            try {
                there = posix.head(path, content.length + 1);
            } catch (ErrnoException e) {
                write(path, content);
                return;
            }
            if (!Arrays.equals(content, there)) {
                throw new ErrnoException("open", path, Errno.EEXIST);
            }
        });
    }

    /** All that a path needs. */
    private void directories(String path) throws ErrnoException {
        for (int i = path.indexOf('/', 1); i > 0; i = path.indexOf('/', i + 1)) {
            mkdir(path.substring(0, i));
        }
    }

    private void mkdir(String path) throws ErrnoException {
        try {
            posix.mkdir(path, 0755);
        } catch (ErrnoException e) {
            if (!posix.stat(path).isDirectory()) {
                throw e;
            }
        }
    }

    private void write(String path, byte[] content) throws ErrnoException {
        int fd = posix.open(path, Files.WRITE | Files.CREATE, 0644);
        try {
            for (int done = 0; done < content.length; ) {
                int n = posix.write(fd, content, done, content.length - done);
                if (n < 0) {
                    throw new ErrnoException("write", path, Errno.of(n));
                }
                done += n;
            }
        } finally {
            posix.close(fd);
        }
    }

    private void alias(String target, String path) {
        attempt(path, () -> {
            try {
                posix.symlink(target, path);
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EEXIST || !posix.stat(path).sameFile(posix.stat(beside(path, target)))) {
                    throw e;
                }
            }
        });
    }

    private static String beside(String path, String name) {
        return path.substring(0, path.lastIndexOf('/') + 1) + name;
    }

    /** Without the directory where both are in the same, so that it can be moved. */
    private void link(String binary, String directory, String path) throws ErrnoException {
        int slash = binary.lastIndexOf('/');
        boolean beside = posix.realpath(directory).equals(binary.substring(0, slash));
        try {
            posix.symlink(beside ? binary.substring(slash + 1) : binary, path);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EEXIST || !posix.stat(path).sameFile(posix.stat(binary))) {
                throw e;
            }
        }
    }

    /** Reports a failure and goes on; returns whether the attempt succeeded. */
    private boolean attempt(String path, Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (ErrnoException e) {
            call.err().println("nitro: " + path + ": " + e.reason());
            status = FAILURE;
            return false;
        }
    }

    private interface Attempt {
        void run() throws ErrnoException;
    }
}
