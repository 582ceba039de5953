package nitro.chpst;

import java.nio.charset.StandardCharsets;
import java.util.List;
import nitro.command.CommandFailure;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;

/**
 * A directory of variables, a file for each: its first line without trailing blanks is the value, in which a NUL stands for
 * a newline; a file of no bytes removes the variable. Names that begin with a dot do not count.
 */
final class EnvironmentDirectory {
    /** MAX_ARG_STRLEN of the kernel: with a longer variable no program can be executed. */
    private static final int LONGEST_BYTES = 128 * 1024;

    private final Posix posix;
    private final String path;
    private final boolean strict;
    private final FileTrust trust;

    /** @param strict whether a directory in it is an error, as to envdir; to chpst it is nothing */
    EnvironmentDirectory(Posix posix, String path, boolean strict, FileTrust trust) {
        this.posix = posix;
        this.path = path;
        this.strict = strict;
        this.trust = trust;
    }

    void addTo(Environment environment) throws CommandFailure {
        try {
            List<String> names = posix.list(path);
            if (!trust.allowsDirectory(path)) {
                return;
            }
            for (String name : names) {
                if (!name.startsWith(".")) {
                    add(name, environment);
                }
            }
        } catch (ErrnoException e) {
            throw CommandFailure.error(path, e);
        }
    }

    private void add(String name, Environment environment) throws CommandFailure {
        try {
            String content = new String(posix.head(path + "/" + name, LONGEST_BYTES), StandardCharsets.ISO_8859_1);
            if (trust.allows(path + "/" + name)) {
                environment.change(content.isEmpty() ? name : name + "=" + value(content));
            }
        } catch (ErrnoException e) {
            boolean gone = e.errno() == Errno.ENOENT; // since it was listed, or what a link leads to
            if (!gone && (strict || e.errno() != Errno.EISDIR)) {
                throw CommandFailure.error(path + "/" + name, e);
            }
        }
    }

    private static String value(String content) {
        int end = content.indexOf('\n');
        end = end < 0 ? content.length() : end;
        while (end > 0 && (content.charAt(end - 1) == ' ' || content.charAt(end - 1) == '\t')) {
            end--;
        }
        return content.substring(0, end).replace('\0', '\n');
    }
}
