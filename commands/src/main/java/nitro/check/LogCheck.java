package nitro.check;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import nitro.define.directory.LogEntry;
import nitro.define.directory.ServiceFile;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileView;
import org.jspecify.annotations.Nullable;

/** Checks where the output of services goes (spec 1.4, 2.3, 3.2, 4.9). */
final class LogCheck {
    private final FileView view;
    private final String root;
    private final ServiceFiles files;
    private final ServiceCheck services;
    private final Findings findings;

    /** The directories of loggers inside others that were checked. */
    private final Set<String> inside = new HashSet<>();

    /** Of each service that was checked, its logger; the service itself if it has none. */
    private final Map<String, String> loggers = new LinkedHashMap<>();

    LogCheck(FileView view, String root, ServiceFiles files, ServiceCheck services, Findings findings) {
        this.view = view;
        this.root = root;
        this.files = files;
        this.services = services;
        this.findings = findings;
    }

    /** A service, and the loggers that it makes known. */
    void check(ServiceName service) {
        for (ServiceName next = service; next != null && !loggers.containsKey(next.text()); ) {
            ServiceName logger = logger(next);
            loggers.put(next.text(), logger == null ? next.text() : logger.text());
            next = logger;
        }
    }

    /** Whether a logger that is an instance of this template was met. */
    boolean uses(String template) {
        return loggers.values().stream().anyMatch(logger -> logger.startsWith(template));
    }

    private @Nullable ServiceName logger(ServiceName service) {
        String file = ServiceFiles.path(service, ServiceFile.LOG);
        LogEntry log;
        try {
            log = files.log(service);
        } catch (ErrnoException e) {
            findings.wrong(file, "cannot be read: " + e.reason());
            return null;
        }
        return switch (log) {
            case LogEntry.Absent _ -> null;
            case LogEntry.NotALink _ -> {
                findings.wrong(
                        file, files.isDirectory(file) ? "a directory without run: ignored" : "not a symlink: ignored");
                yield null;
            }
            case LogEntry.Inside(ServiceName logger) -> inside(logger);
            case LogEntry.Itself _ -> {
                findings.suspicious(file, "leads back to the service itself, which then reads what it writes");
                yield null;
            }
            case LogEntry.To(String name) -> named(service, file, name);
        };
    }

    /** Where nitro does not load it, it is of no use. */
    private @Nullable ServiceName inside(ServiceName logger) {
        String name = logger.text();
        if (ServiceName.of(name) == null) {
            findings.wrong(logger.directory(), name + " is too long a name for its logger: ignored");
            return null;
        }
        if (files.isEntry(name)) {
            findings.wrong(logger.directory(), "there is another service " + name + ": ignored");
            return null;
        }
        if (inside.add(logger.directory())) {
            services.check(logger.directory());
        }
        return logger;
    }

    private @Nullable ServiceName named(ServiceName service, String file, String name) {
        String target = target(file);
        String where = target == null ? ServiceName.LOG_TEMPLATE : file;
        ServiceName logger = ServiceName.of(name);
        if (logger == null) {
            findings.wrong(
                    where,
                    name.length() > ServiceName.LONGEST
                            ? "the logger of " + service.text() + " would be " + name + ", which is too long a name"
                            : "leads to " + name + ", which can be no service");
        } else if (!isService(logger)) {
            findings.wrong(where, "dangling: there is no service " + name);
            return null;
        } else if (!files.has(logger, ServiceFile.RUN)) {
            findings.wrong(where, name + " has no run that could read what is written to it");
        } else if (target != null) {
            checkPath(file, target, logger);
        }
        return logger;
    }

    /** In doubt it is one. */
    private boolean isService(ServiceName name) {
        try {
            return files.isService(name);
        } catch (ErrnoException e) {
            return true;
        }
    }

    private @Nullable String target(String file) {
        try {
            return view.readlink(root + file);
        } catch (ErrnoException e) {
            return null;
        }
    }

    /** nitro looks at the last segment alone; people follow the whole of it. */
    private void checkPath(String file, String target, ServiceName logger) {
        try {
            boolean same = view.stat(root + file).sameFile(view.stat(root + logger.directory()));
            if (!same && !files.exists(logger.text())) {
                findings.suspicious(file, elsewhere(target, logger));
            } else if (!same && !view.stat(root + file).sameFile(view.stat(root + logger.text()))) {
                findings.suspicious(file, elsewhere(target, logger));
            }
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT && !logger.isInstance()) {
                findings.suspicious(
                        file,
                        "leads nowhere as a path; nitro takes its last part, " + logger.text() + ", for the name");
            }
        }
    }

    private static String elsewhere(String target, ServiceName logger) {
        return "leads to " + target + "; but only its last part counts, the service " + logger.text();
    }

    /** Each circle once, from the first of its members on. */
    void checkLoops() {
        Set<String> seen = new HashSet<>();
        for (String start : loggers.keySet()) {
            Set<String> way = new HashSet<>();
            String at = start;
            while (!seen.contains(at) && way.add(at)) {
                at = loggers.getOrDefault(at, at);
            }
            if (way.contains(at) && !seen.contains(at) && !at.equals(loggers.get(at))) {
                findings.suspicious(at + "/" + ServiceFile.LOG.file(), "log loop: " + circle(at));
            }
            seen.addAll(way);
        }
    }

    private String circle(String start) {
        StringBuilder circle = new StringBuilder(start);
        String at = start;
        do {
            at = loggers.getOrDefault(at, start);
            circle.append(" -> ").append(at);
        } while (!at.equals(start));
        return circle.toString();
    }
}
