package nitro.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import nitro.define.directory.NeedsFiles;
import nitro.define.directory.PolicyFiles;
import nitro.define.directory.RestartFiles;
import nitro.define.directory.ServiceFile;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.engine.graph.Circle;
import nitro.engine.model.Needs;
import nitro.posix.ErrnoException;

/** Checks the small files of services by which they need each other, and those of their policies (spec needs 1, policies). */
final class NeedsCheck {
    private final ServiceFiles files;
    private final Findings findings;
    private final Map<String, Needs> needs = new TreeMap<>();

    NeedsCheck(ServiceFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    /**
     * A service or an instance.
     *
     * @param others the entries of the directory
     */
    void check(ServiceName name, Collection<String> others) {
        try {
            PolicyFiles policies = new PolicyFiles(files);
            policies.read(name);
            RestartFiles.read(name, policies);
            Needs own = new NeedsFiles(files).read(name);
            needs.put(name.text(), own);
            lookFor(name, ServiceFile.REQUIRES, own.requires(), others);
            lookFor(name, ServiceFile.WANTS, own.wants(), others);
            lookFor(name, ServiceFile.AFTER, own.after(), others);
            lookFor(name, ServiceFile.CONFLICTS, own.conflicts(), others);
            contradictions(name, own);
            for (String required : own.requires()) {
                markedDown(name, required);
            }
        } catch (PolicyFiles.Fault e) {
            int end = e.getMessage().indexOf(": ");
            findings.wrong(e.getMessage().substring(0, end), e.getMessage().substring(end + 2));
        } catch (ErrnoException e) {
            findings.wrong(name.directory(), "cannot be read: " + e.reason());
        }
    }

    private void lookFor(ServiceName name, ServiceFile file, List<String> wanted, Collection<String> others) {
        for (String other : wanted) {
            if (!exists(other)) {
                String what = other + " does not exist" + Lookalikes.question(other, others);
                if (file == ServiceFile.REQUIRES) {
                    findings.wrong(ServiceFiles.path(name, file), what);
                } else {
                    findings.suspicious(ServiceFiles.path(name, file), what);
                }
            }
        }
    }

    /** In doubt it does. */
    private boolean exists(String name) {
        try {
            ServiceName service = files.named(name);
            return service != null && files.isService(service);
        } catch (ErrnoException e) {
            return true;
        }
    }

    private void contradictions(ServiceName name, Needs own) {
        String file = ServiceFiles.path(name, ServiceFile.CONFLICTS);
        if (own.conflicts().contains(name.text())) {
            findings.wrong(file, "names the service itself");
        }
        for (String other : own.conflicts()) {
            if (own.requires().contains(other)) {
                findings.wrong(file, other + " is required as well: " + name.text() + " never starts");
            }
        }
    }

    private void markedDown(ServiceName name, String required) {
        try {
            ServiceName other = files.named(required);
            if (other != null && files.markedDown(other)) {
                findings.suspicious(
                        ServiceFiles.path(name, ServiceFile.REQUIRES),
                        required + " is marked down: starting " + name.text() + " starts it");
            }
        } catch (ErrnoException e) {
            // It is reported where it is checked itself.
        }
    }

    /** Each circle once, spelled out. */
    void checkCircles() {
        Set<String> reported = new HashSet<>();
        for (String name : needs.keySet()) {
            List<String> circle = reported.contains(name) ? List.of() : Circle.through(name, this::waitsFor);
            if (!circle.isEmpty()) {
                reported.addAll(circle);
                StringJoiner waits = new StringJoiner(", ");
                for (int i = 0; i < circle.size(); i++) {
                    String other = circle.get((i + 1) % circle.size());
                    waits.add(circle.get(i)
                            + (of(circle.get(i)).requires().contains(other) ? " requires " : " is after ")
                            + other);
                }
                findings.wrong(name, "waits for itself: " + waits);
            }
        }
    }

    private Needs of(String name) {
        return needs.getOrDefault(name, Needs.NONE);
    }

    private List<String> waitsFor(String name) {
        List<String> others = new ArrayList<>(of(name).requires());
        others.addAll(of(name).after());
        return others;
    }
}
