package nitro.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import nitro.define.directory.ServiceFile;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceFiles.Notification;
import nitro.define.directory.ServiceName;
import nitro.define.directory.SystemFile;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.FileView;

/** Checks the files of one service, template, or of SYS (spec 1.4), but for who logs to whom. */
final class ServiceCheck {
    private static final List<String> KNOWN = ServiceFile.names();

    /** The scripts in SYS that nitro executes (spec 3.3 to 3.7). */
    private static final List<String> SYSTEM = SystemFile.names();

    /** The names of signals in nitroctl (spec 6.3), and other words that begin with the right letter. */
    private static final List<String> SIGNALS = List.of(
            "pause",
            "cont",
            "continue",
            "hup",
            "hangup",
            "alarm",
            "alrm",
            "interrupt",
            "quit",
            "term",
            "terminate",
            "kill",
            "1",
            "2");

    /** The highest descriptor under the usual limit. */
    private static final int USUAL_DESCRIPTORS = 1024;

    private static final int SHORT_FILE = 65;

    private final FileView view;
    private final String root;
    private final ServiceFiles files;
    private final ScriptCheck scripts;
    private final OwnerCheck owners;
    private final RunitCheck runit;
    private final Findings findings;

    ServiceCheck(
            FileView view, String root, ServiceFiles files, ScriptCheck scripts, OwnerCheck owners, Findings findings) {
        this.view = view;
        this.root = root;
        this.files = files;
        this.scripts = scripts;
        this.owners = owners;
        this.runit = new RunitCheck(view, root, findings);
        this.findings = findings;
    }

    /** A service that is no instance, or a template. */
    void check(String directory) {
        List<String> names = names(directory);
        owners.check(directory);
        ServiceName name = new ServiceName(directory, directory, null);
        for (ServiceFile script : ServiceFile.SCRIPTS) {
            if (files.has(name, script)) {
                scripts.check(directory, script.file());
            }
        }
        if (!names.contains(ServiceFile.RUN.file()) && !names.contains(ServiceFile.SETUP.file())) {
            findings.wrong(directory, "neither run nor setup: no service");
        }
        for (String file : names) {
            checkEntry(directory, file, names, KNOWN);
        }
        runit.check(directory, names);
        if (isObeyed(name, ServiceFile.DOWN_SIGNAL, names)) {
            checkStopSignal(name);
        }
        if (isObeyed(name, ServiceFile.NOTIFICATION_FD, names)) {
            checkNotification(name);
        }
        if (directory.endsWith("@") && names.contains(ServiceFile.DOWN.file())) {
            findings.suspicious(
                    directory + "/" + ServiceFile.DOWN.file(),
                    "not read: it is looked for at each instance's own entry");
        }
    }

    /** The entry of an instance that is no link to its template. */
    void checkInstance(ServiceName name) {
        for (String file : names(name.text())) {
            if (!file.equals(ServiceFile.DOWN.file()) && KNOWN.contains(file)) {
                findings.suspicious(
                        name.text() + "/" + file, "not read: all but `down` is taken from " + name.directory());
            }
        }
    }

    void checkSystem() {
        List<String> names = names(ServiceName.SYS);
        owners.check(ServiceName.SYS);
        for (String script : SYSTEM) {
            if (files.exists(ServiceName.SYS + "/" + script)) {
                scripts.check(ServiceName.SYS, script);
            }
        }
        for (String file : names) {
            if (file.equals(ServiceFile.RUN.file())) {
                findings.suspicious("SYS/run", "never executed: SYS is no service");
            } else {
                checkEntry(ServiceName.SYS, file, names, SYSTEM);
            }
        }
    }

    /** Of a directory of the first months, only setup counts (spec 9.10). */
    void checkOldSystem() {
        owners.check(ServiceName.RC_BOOT);
        scripts.check(ServiceName.RC_BOOT, SystemFile.SETUP.file());
        findings.suspicious(ServiceName.RC_BOOT, "only its setup runs; name it SYS, and finish and final run, too");
    }

    private List<String> names(String directory) {
        try {
            return view.list(root + directory).stream().sorted().toList();
        } catch (ErrnoException e) {
            findings.wrong(directory, "cannot be read: " + e.reason());
            return List.of();
        }
    }

    /** Reports a link to nowhere, and a name that looks like a misspelt one. */
    private void checkEntry(String directory, String file, List<String> names, List<String> known) {
        String path = directory + "/" + file;
        if (known.contains(file)) {
            if (!file.equals(ServiceFile.LOG.file()) && !files.exists(path)) {
                findings.wrong(path, "dangling link: as if it were not there");
            }
            return;
        }
        List<String> missing =
                known.stream().filter(name -> !names.contains(name)).toList();
        String question = Lookalikes.question(file, missing);
        if (!question.isEmpty() && !isDirectory(path)) {
            findings.suspicious(path, "ignored" + question);
        }
    }

    private boolean isDirectory(String path) {
        try {
            return view.lstat(root + path).type() == FileStatus.Type.DIRECTORY;
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** Whether nitro will read it; reports what it will not, and who else may write what it will. */
    private boolean isObeyed(ServiceName name, ServiceFile file, List<String> names) {
        String path = ServiceFiles.path(name, file);
        try {
            if (names.contains(file.file()) && view.stat(root + path).type() != FileStatus.Type.FILE) {
                findings.suspicious(path, "is not a regular file: as if it were not there");
                return false;
            }
        } catch (ErrnoException e) {
            // It is reported when it is read.
        }
        owners.check(path);
        return names.contains(file.file());
    }

    private void checkStopSignal(ServiceName name) {
        String file = ServiceFiles.path(name, ServiceFile.DOWN_SIGNAL);
        String text = head(file);
        String word = text.strip();
        if (word.isEmpty()) {
            findings.suspicious(file, "empty: the service is stopped by SIGTERM");
        } else if (SIGNALS.stream().noneMatch(signal -> signal.startsWith(word))
                || Character.isWhitespace(text.charAt(0))) {
            findings.suspicious(
                    file,
                    "\"" + word + "\" means SIG" + files.stopSignal(name) + ": only its first character counts, one of"
                            + " p c h a i q t k 1 2");
        }
    }

    private void checkNotification(ServiceName name) {
        String file = ServiceFiles.path(name, ServiceFile.NOTIFICATION_FD);
        String text = head(file);
        if (text.isEmpty()) {
            findings.suspicious(file, "empty: as if it were not there");
            return;
        }
        boolean plain = text.length() < SHORT_FILE && text.strip().chars().allMatch(c -> c >= '0' && c <= '9');
        Notification notification;
        try {
            notification = files.notification(name);
        } catch (ErrnoException e) {
            findings.wrong(file, "cannot be read: " + e.reason());
            return;
        }
        switch (notification) {
            case Notification.OnDescriptor(int number) -> {
                if (!plain) {
                    findings.suspicious(file, "is no mere number: taken for descriptor " + number);
                }
                if (number >= USUAL_DESCRIPTORS) {
                    findings.suspicious(file, "descriptor " + number + " is beyond the usual limit");
                } else if (number == 1) {
                    findings.suspicious(file, "is standard output, which then goes to nitro and to no log");
                }
            }
            case Notification.ByCommand _ -> {
                if (!plain || text.isBlank()) {
                    findings.suspicious(file, "has no number: the service is ready when nitroctl ready says so");
                }
            }
            case Notification.Settles _ -> findings.wrong(file, "cannot be read: as if it were not there");
        }
        if (!files.has(name, ServiceFile.RUN)) {
            findings.suspicious(file, "there is no run that could use it");
        }
    }

    private String head(String file) {
        try {
            return new String(view.head(root + file, SHORT_FILE), StandardCharsets.ISO_8859_1);
        } catch (ErrnoException e) {
            return "";
        }
    }
}
