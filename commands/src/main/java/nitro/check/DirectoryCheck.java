package nitro.check;

import java.util.ArrayList;
import java.util.List;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.FileView;
import org.jspecify.annotations.Nullable;

/** Checks a services directory, entry by entry, as nitro would read it (spec 1.2, 1.3, 2.1). */
final class DirectoryCheck {
    private static final int ANYBODY_EXECUTES = 0111;

    private final FileView view;
    private final String root;
    private final ServiceFiles files;
    private final Findings findings;
    private final OwnerCheck owners;
    private final ServiceCheck services;
    private final LogCheck logs;
    private final NeedsCheck needs;

    /** The services and instances whose needs are to be checked. */
    private final List<ServiceName> needed = new ArrayList<>();

    private final List<String> templates = new ArrayList<>();
    private final List<ServiceName> instances = new ArrayList<>();

    /**
     * @param searchPath the PATH that services will have
     * @param ours a file of ours, which says who we are; null if that means nothing where nitro will run
     */
    DirectoryCheck(FileView view, String directory, String searchPath, @Nullable FileStatus ours, Findings findings) {
        this.view = view;
        this.root = directory.endsWith("/") ? directory : directory + "/";
        this.files = new ServiceFiles(view, root);
        this.findings = findings;
        this.owners = new OwnerCheck(view, root, ours, findings);
        ScriptCheck scripts = new ScriptCheck(view, root, searchPath, owners, findings);
        this.services = new ServiceCheck(view, root, files, scripts, owners, findings);
        this.logs = new LogCheck(view, root, files, services, findings);
        this.needs = new NeedsCheck(files, findings);
    }

    /** @throws ErrnoException if there is no such directory, or it cannot be read */
    void run() throws ErrnoException {
        List<String> entries = view.list(root).stream().sorted().toList();
        owners.check(".");
        for (String entry : entries) {
            if (!entry.startsWith(".")) {
                check(entry);
            }
        }
        needed.forEach(name -> needs.check(name, entries));
        needs.checkCircles();
        for (String template : templates) {
            boolean used = logs.uses(template)
                    || instances.stream().anyMatch(name -> name.directory().equals(template));
            if (!used) {
                findings.suspicious(
                        template, "a template without instances: only nitroctl up " + template + "PARAMETER makes one");
            }
        }
        logs.checkLoops();
    }

    private void check(String entry) {
        if (!files.isEntry(entry)) {
            checkFile(entry);
        } else if (entry.equals(ServiceName.SYS)) {
            services.checkSystem();
        } else if (entry.equals(ServiceName.RC_BOOT) && files.systemDirectory().equals(entry)) {
            services.checkOldSystem();
        } else if (entry.endsWith("@")) {
            templates.add(entry);
            services.check(entry);
        } else {
            ServiceName name = ServiceName.of(entry);
            if (name == null) {
                findings.wrong(entry, whyNoName(entry));
            } else if (name.isInstance()) {
                checkInstance(name);
            } else {
                services.check(entry);
                logs.check(name);
                needed.add(name);
            }
        }
    }

    private static String whyNoName(String name) {
        return name.length() > ServiceName.LONGEST
                ? "no service: a name of " + name.length() + " bytes, and " + ServiceName.LONGEST + " are the most"
                : "no service: its name has a comma or a newline";
    }

    private void checkInstance(ServiceName name) {
        instances.add(name);
        if (!files.isDirectory(name.directory())) {
            findings.wrong(name.text(), "no service: there is no template " + name.directory());
            return;
        }
        if (files.isDirectory(name.text()) && !isTemplateItself(name)) {
            services.checkInstance(name);
        }
        logs.check(name);
        needed.add(name);
    }

    private boolean isTemplateItself(ServiceName name) {
        try {
            return view.stat(root + name.text()).sameFile(view.stat(root + name.directory()));
        } catch (ErrnoException e) {
            return false;
        }
    }

    private void checkFile(String entry) {
        try {
            FileStatus status = view.lstat(root + entry);
            if (status.type() == FileStatus.Type.SYMLINK && !files.exists(entry)) {
                findings.wrong(entry, "dangling link: no service");
            } else if (status.type() == FileStatus.Type.FILE && (status.mode() & ANYBODY_EXECUTES) != 0) {
                findings.suspicious(entry, "a file is no service: a service is a directory with `run` in it");
            }
        } catch (ErrnoException e) {
            findings.wrong(entry, e.reason());
        }
    }
}
