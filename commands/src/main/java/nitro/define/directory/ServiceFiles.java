package nitro.define.directory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.FileView;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a service is from its directory (spec 1.4), for nitro and for whoever wants to know what nitro will read.
 *
 * <p>Each file is read when its content counts: nothing is remembered here.
 */
public final class ServiceFiles {
    /** The search path of scripts where nitro's environment has none (spec 1.5). */
    public static final String DEFAULT_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

    /** The bytes of {@code notification-fd} that are looked at (spec 4.4). */
    private static final int NUMBER_LENGTH = 64;

    /** The bytes of a small text file that are looked at. */
    private static final int TEXT_LENGTH = 16_384;

    /** Run as SYS/setup is where there is no SYS (spec 9.10). */
    private static final String OLD_SETUP = ServiceName.RC_BOOT + "/" + SystemFile.SETUP.file();

    private final FileView view;
    private final String root;
    private final Runnable enter;

    /** Of the services in the working directory, which is where nitro works. */
    public ServiceFiles(FileView view) {
        this(view, "", () -> {});
    }

    /** @param enter makes the services directory the working directory again, since it may have been replaced */
    public ServiceFiles(FileView view, Runnable enter) {
        this(view, "", enter);
    }

    /** @param root the services directory, ending with a slash */
    public ServiceFiles(FileView view, String root) {
        this(view, root, () -> {});
    }

    private ServiceFiles(FileView view, String root, Runnable enter) {
        this.view = view;
        this.root = root;
        this.enter = enter;
    }

    /** From now on reads what is under the path of the services directory now. */
    public void lookAnew() {
        enter.run();
    }

    /** The names of all entries (see {@link #isEntry}), among them those that no service can have. */
    public List<String> entries() throws ErrnoException {
        List<String> names = new ArrayList<>();
        for (String name : view.list(root.isEmpty() ? "." : root)) {
            if (isEntry(name)) {
                names.add(name);
            }
        }
        if (names.contains(ServiceName.RC_BOOT) && !names.contains(ServiceName.SYS) && exists(OLD_SETUP)) {
            names.remove(ServiceName.RC_BOOT);
        }
        return names;
    }

    /** The directory of nitro's own scripts: SYS, or that of nitro's first months if it is there instead (spec 9.10). */
    public String systemDirectory() {
        return exists(OLD_SETUP) && !isDirectory(ServiceName.SYS) ? ServiceName.RC_BOOT : ServiceName.SYS;
    }

    /**
     * Whether there is a directory, or the link of an instance. That counts wherever it points, also to nothing: as a rule
     * it points to the template, which may have been removed (spec 1.2, 2.1, 2.5).
     */
    public boolean isEntry(String name) {
        if (isDirectory(name)) {
            return true;
        }
        ServiceName service = ServiceName.of(name);
        return service != null && service.isInstance() && isLink(name);
    }

    private boolean isLink(String path) {
        try {
            return view.lstat(root + path).type() == FileStatus.Type.SYMLINK;
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** Whether there is a directory; in doubt there is one. */
    public boolean isDirectory(String path) {
        try {
            return view.stat(root + path).isDirectory();
        } catch (ErrnoException e) {
            return !missing(e);
        }
    }

    /** Whether its directory is there; in doubt it is. A link in its place leads to another service (spec 9.10). */
    public boolean hasDirectory(ServiceName name) {
        return isDirectory(name.directory()) && !(name.isInside() && isLink(name.directory()));
    }

    /**
     * Whether its directory is there and has a {@code run} or a {@code setup} (spec 1.3).
     *
     * @throws ErrnoException if nobody can tell at present, as in all that follows
     */
    public boolean isService(ServiceName name) throws ErrnoException {
        try {
            if (!view.stat(root + name.directory()).isDirectory()
                    || name.text().equals(ServiceName.RC_BOOT)
                            && systemDirectory().equals(ServiceName.RC_BOOT)) {
                return false;
            }
        } catch (ErrnoException e) {
            if (missing(e)) {
                return false;
            }
            throwIfPassing(e);
        }
        return finds(name, ServiceFile.RUN) || finds(name, ServiceFile.SETUP);
    }

    /** The path of a file of a service from the services directory. */
    public static String path(ServiceName name, ServiceFile file) {
        return name.directory() + "/" + file.file();
    }

    /** Whether it has that script; in doubt it has. */
    public boolean has(ServiceName name, ServiceFile script) {
        return exists(path(name, script));
    }

    /** Whether it has that script; what else is wrong with it shows when it is executed (spec 1.4). */
    public boolean finds(ServiceName name, ServiceFile script) throws ErrnoException {
        try {
            view.stat(root + path(name, script));
            return true;
        } catch (ErrnoException e) {
            throwIfPassing(e);
            return e.errno() != Errno.ENOENT;
        }
    }

    /** Whether it is not to be started when it is first seen; looked for at the entry, not in the template (spec 2.1). */
    public boolean markedDown(ServiceName name) throws ErrnoException {
        String entry = name.isInside() ? name.directory() : name.text();
        return isMarked(entry + "/" + ServiceFile.DOWN.file());
    }

    /** Whether the whole process group is stopped and cleared away. */
    public boolean stopsGroup(ServiceName name) throws ErrnoException {
        return isMarked(path(name, ServiceFile.DOWN_GROUP));
    }

    /**
     * A mark that cannot be reached (EACCES ...) counts as absent: {@code run} in the same directory cannot be executed
     * then either, and that error is reported.
     */
    private boolean isMarked(String path) throws ErrnoException {
        try {
            view.stat(root + path);
            return true;
        } catch (ErrnoException e) {
            throwIfPassing(e);
            return false;
        }
    }

    /** The first bytes of a regular file; nothing of what is something else, which may wait or act when it is opened. */
    private byte[] content(String path, int limit) throws ErrnoException {
        boolean regular = view.stat(root + path).type() == FileStatus.Type.FILE;
        return regular ? view.head(root + path, limit) : new byte[0];
    }

    /** The signal that {@code down-signal} names by its first character, TERM if none. */
    public Signal stopSignal(ServiceName name) {
        try {
            byte[] text = content(path(name, ServiceFile.DOWN_SIGNAL), 1);
            return text.length == 0 ? Signal.TERM : signalOf((char) text[0]);
        } catch (ErrnoException e) {
            return Signal.TERM;
        }
    }

    /** The signals of nitroctl by their letters (spec 6.3). */
    private static Signal signalOf(char letter) {
        return switch (letter) {
            case 'p' -> Signal.STOP;
            case 'c' -> Signal.CONT;
            case 'h' -> Signal.HUP;
            case 'a' -> Signal.ALRM;
            case 'i' -> Signal.INT;
            case 'q' -> Signal.QUIT;
            case 'k' -> Signal.KILL;
            case '1' -> Signal.USR1;
            case '2' -> Signal.USR2;
            default -> Signal.TERM;
        };
    }

    /** How a service becomes ready (spec 4.4). */
    public sealed interface Notification {
        /** After a while. */
        record Settles() implements Notification {}

        /** When somebody says so. */
        record ByCommand() implements Notification {}

        /** By a newline on this descriptor. */
        record OnDescriptor(int number) implements Notification {}
    }

    public Notification notification(ServiceName name) throws ErrnoException {
        byte[] text;
        try {
            text = content(path(name, ServiceFile.NOTIFICATION_FD), NUMBER_LENGTH);
        } catch (ErrnoException e) {
            throwIfPassing(e);
            return new Notification.Settles();
        }
        if (text.length == 0) {
            return new Notification.Settles();
        }
        long number = 0;
        for (byte c : text) {
            if (c >= '0' && c <= '9') {
                number = Math.min(number * 10 + c - '0', Integer.MAX_VALUE);
            }
        }
        return number == 0 ? new Notification.ByCommand() : new Notification.OnDescriptor((int) number);
    }

    /**
     * The names in its directory, for one look in place of many; null if that cannot be read, and where a link may lead to
     * another service (spec 9.10).
     */
    public @Nullable List<String> namesOf(ServiceName name) {
        try {
            return name.isInside() ? null : view.list(root + name.directory());
        } catch (ErrnoException e) {
            return null;
        }
    }

    /** Whether one of the small text files may be among the names of {@link #namesOf}. */
    public static boolean mayHaveTexts(@Nullable List<String> names) {
        return names == null || ServiceFile.TEXTS.stream().anyMatch(text -> names.contains(text.file()));
    }

    /** A line of a small text file that is neither blank nor a comment. */
    public record Line(int number, List<String> words) {}

    /**
     * The lines of a small text file of a service (spec policies 1.1).
     *
     * @return null if there is no such file
     * @throws ErrnoException if it cannot be read, for the moment or for good
     */
    public @Nullable List<Line> lines(ServiceName name, ServiceFile file) throws ErrnoException {
        byte[] text;
        try {
            text = content(path(name, file), TEXT_LENGTH);
        } catch (ErrnoException e) {
            if (missing(e)) {
                return null;
            }
            throw e;
        }
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : new String(text, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                lines.add(new Line(number, List.of(content.split("\\s+"))));
            }
        }
        return lines;
    }

    /**
     * Reads its {@code log} entry.
     *
     * @throws ErrnoException if it cannot be read, so that nobody knows
     */
    public LogEntry log(ServiceName name) throws ErrnoException {
        String target = logTarget(name);
        if (target == null && usesLogTemplate(name)) {
            target = ServiceName.LOG_TEMPLATE;
        }
        if (target == null) {
            return new LogEntry.Absent();
        }
        if (target.isEmpty()) {
            return hasLoggerInside(name) ? new LogEntry.Inside(name.logger()) : new LogEntry.NotALink();
        }
        String logger = target.endsWith("@") ? target + name.parameterForTemplate() : target;
        return logger.equals(name.text()) ? new LogEntry.Itself() : new LogEntry.To(logger);
    }

    private boolean hasLoggerInside(ServiceName producer) throws ErrnoException {
        ServiceName logger = producer.logger();
        try {
            return view.stat(root + logger.directory()).isDirectory() && finds(logger, ServiceFile.RUN);
        } catch (ErrnoException e) {
            throwIfPassing(e);
            return false;
        }
    }

    /** The service that nitro means by a name, which may be a logger inside another's directory; null if none can. */
    public @Nullable ServiceName named(String text) throws ErrnoException {
        ServiceName producer = ServiceName.producerOf(text);
        return producer == null || isEntry(text) || !hasLoggerInside(producer)
                ? ServiceName.of(text)
                : producer.logger();
    }

    private boolean usesLogTemplate(ServiceName name) {
        return !name.text().equals(ServiceName.LOG)
                && !name.text().startsWith(ServiceName.LOG_TEMPLATE)
                && isDirectory(ServiceName.LOG_TEMPLATE);
    }

    /** The last segment of the link; null if there is none, empty if it is no link. */
    private @Nullable String logTarget(ServiceName name) throws ErrnoException {
        String target;
        try {
            target = view.readlink(root + path(name, ServiceFile.LOG));
        } catch (ErrnoException e) {
            if (missing(e)) {
                return null;
            }
            if (e.errno() == Errno.EINVAL) {
                return "";
            }
            throw e;
        }
        int end = target.length();
        while (end > 0 && target.charAt(end - 1) == '/') {
            end--;
        }
        return target.substring(target.lastIndexOf('/', end - 1) + 1, end);
    }

    /** Whether there is anything of this name; in doubt there is. */
    public boolean exists(String path) {
        try {
            view.stat(root + path);
            return true;
        } catch (ErrnoException e) {
            return e.errno() != Errno.ENOENT; // whatever else is wrong shows when it is used
        }
    }

    private static void throwIfPassing(ErrnoException e) throws ErrnoException {
        if (e.errno().isPassing()) {
            throw e;
        }
    }

    private static boolean missing(ErrnoException e) {
        return switch (e.errno()) {
            case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG -> true;
            default -> false;
        };
    }
}
