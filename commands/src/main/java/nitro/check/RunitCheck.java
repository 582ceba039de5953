package nitro.check;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import nitro.define.directory.ServiceFile;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.FileView;

/** Names what runit obeys and nitro does not, each kind once, with what to do instead (spec tools 6.6). */
final class RunitCheck {
    private static final int LOOKED_AT = 16 * 1024;
    private static final Pattern CONF = Pattern.compile("\\bconf\\b");

    /** {@code sv} as a command with one of its words. */
    private static final Pattern SV = Pattern.compile("(?m)^(?:[^#\"'\n]*[;&|({`\\s])?sv\\s+(?:-\\S+\\s+(?:\\d+\\s+)?)*"
            + "(?:up|down|once|start|stop|restart|status|check|exit|force-\\w+|shutdown)\\s");

    private final FileView view;
    private final String root;
    private final Findings findings;
    private final Set<String> named = new HashSet<>();

    /** @param root the services directory, ending with a slash */
    RunitCheck(FileView view, String root, Findings findings) {
        this.view = view;
        this.root = root;
        this.findings = findings;
    }

    /** @param names the files of the service's directory */
    void check(String directory, List<String> names) {
        String scripts = scripts(directory, names);
        if (names.contains("check")) {
            once(
                    "check",
                    directory,
                    "nitro does not run it; let run say when it is ready: exec nitro-ready exec:./check -- ...");
        }
        for (String script : names.contains("control") ? list(directory + "/control") : List.<String>of()) {
            once(
                    "control/" + script,
                    directory,
                    script.equals("t")
                            ? "nitro does not run it; down-signal names another signal"
                            : "nitro does not run it");
        }
        if (names.contains("conf") && !CONF.matcher(scripts).find()) {
            once("conf", directory, "no script reads it; runit does not either: let run begin with . ./conf");
        }
        if (SV.matcher(scripts).find()) {
            once(
                    ServiceFile.RUN.file(),
                    directory,
                    "uses sv, which here is nitro's if a link of that name leads to nitro; or" + " use nitroctl");
        }
    }

    private void once(String kind, String directory, String what) {
        if (named.add(kind)) {
            findings.suspicious(directory + "/" + kind, what);
        }
    }

    private String scripts(String directory, List<String> names) {
        StringBuilder text = new StringBuilder();
        for (ServiceFile script : ServiceFile.SCRIPTS) {
            if (names.contains(script.file())) {
                text.append(head(directory + "/" + script.file())).append('\n');
            }
        }
        return text.toString();
    }

    private String head(String file) {
        try {
            boolean regular = view.stat(root + file).type() == FileStatus.Type.FILE;
            return regular ? new String(view.head(root + file, LOOKED_AT), StandardCharsets.ISO_8859_1) : "";
        } catch (ErrnoException e) {
            return ""; // it is reported where it is checked
        }
    }

    private List<String> list(String directory) {
        try {
            return view.list(root + directory).stream().sorted().toList();
        } catch (ErrnoException e) {
            return List.of();
        }
    }
}
