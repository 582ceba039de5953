package nitro.check;

import java.nio.charset.StandardCharsets;
import nitro.define.directory.ServiceFile;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.FileView;

/** Whether a file can be executed as nitro does it: without a shell and without a search (spec 1.5). */
final class ScriptCheck {
    /** How far the kernel reads to find the interpreter (BINPRM_BUF_SIZE). */
    private static final int FIRST_LINE = 256;

    /** Enough of a script to see how its lines end. */
    private static final int LOOKED_AT = 16 * 1024;

    private static final int ANYBODY_EXECUTES = 0111;

    private final FileView view;
    private final String root;
    private final String searchPath;
    private final OwnerCheck owners;
    private final Findings findings;

    /**
     * @param root the services directory, ending with a slash
     * @param searchPath the PATH that services will have
     */
    ScriptCheck(FileView view, String root, String searchPath, OwnerCheck owners, Findings findings) {
        this.view = view;
        this.root = root;
        this.searchPath = searchPath;
        this.owners = owners;
        this.findings = findings;
    }

    /** @param directory where it will run, relative to the root */
    void check(String directory, String script) {
        String file = directory + "/" + script;
        try {
            FileStatus status = view.stat(root + file);
            if (status.isDirectory()) {
                findings.wrong(file, "is a directory");
            } else if (status.type() != FileStatus.Type.FILE) {
                findings.wrong(file, "is not a file");
            } else {
                if ((status.mode() & ANYBODY_EXECUTES) == 0) {
                    findings.wrong(file, "not executable");
                }
                owners.check(file);
                checkText(directory, file, view.head(root + file, LOOKED_AT));
            }
        } catch (ErrnoException e) {
            findings.wrong(file, e.reason());
        }
    }

    private void checkText(String directory, String file, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.isEmpty()) {
            findings.wrong(file, "empty: cannot be executed");
        } else if (text.startsWith("\u007fELF")) {
            return;
        } else if (text.startsWith("\u00ef\u00bb\u00bf")) {
            findings.wrong(file, "begins with a byte order mark, and so not with #!");
        } else if (!text.startsWith("#!")) {
            findings.wrong(file, "begins neither with #! nor as a program: it is given to no shell");
        } else {
            checkInterpreter(directory, file, text);
            String detached = file.endsWith("/" + ServiceFile.RUN.file()) ? DetachmentCheck.of(text) : "";
            if (!detached.isEmpty()) {
                findings.suspicious(file, detached);
            }
        }
    }

    private void checkInterpreter(String directory, String file, String text) {
        int newline = text.indexOf('\n');
        String line = text.substring(2, newline < 0 ? text.length() : newline);
        if (line.endsWith("\r")) {
            findings.wrong(file, "its lines end with CR LF: the interpreter's name has a CR at its end");
            return;
        }
        if (text.contains("\r\n")) {
            findings.suspicious(file, "has lines that end with CR LF");
        }
        if (line.length() + 2 >= FIRST_LINE) {
            findings.wrong(file, "its #! line is longer than " + (FIRST_LINE - 1) + " bytes, all that is read of it");
            return;
        }
        String command = line.strip();
        int blank = firstBlank(command);
        String interpreter = command.substring(0, blank);
        String argument = command.substring(blank).strip();
        if (interpreter.isEmpty()) {
            findings.wrong(file, "names no interpreter behind #!");
            return;
        }
        String path = interpreter.startsWith("/") ? interpreter : root + directory + "/" + interpreter;
        if (isExecutable(file, "interpreter " + interpreter, path) && interpreter.endsWith("/env")) {
            checkEnv(file, argument);
        }
    }

    private static int firstBlank(String text) {
        int blank = 0;
        while (blank < text.length() && text.charAt(blank) != ' ' && text.charAt(blank) != '\t') {
            blank++;
        }
        return blank;
    }

    private boolean isExecutable(String file, String what, String path) {
        try {
            FileStatus status = view.stat(path);
            if (status.isDirectory() || (status.mode() & ANYBODY_EXECUTES) == 0) {
                findings.wrong(file, what + ": not executable");
                return false;
            }
            return true;
        } catch (ErrnoException e) {
            findings.wrong(file, what + ": " + e.reason());
            return false;
        }
    }

    /** env gets all that follows it in the line as one argument. */
    private void checkEnv(String file, String argument) {
        if (argument.isEmpty() || argument.startsWith("-") || argument.contains("=")) {
            return;
        }
        if (firstBlank(argument) < argument.length()) {
            findings.wrong(file, "env gets \"" + argument + "\" as one word: write env -S");
        } else if (!argument.contains("/") && !isInSearchPath(argument)) {
            findings.suspicious(file, "env: " + argument + " is not in PATH");
        }
    }

    private boolean isInSearchPath(String program) {
        for (String directory : searchPath.split(":", -1)) {
            try {
                view.stat((directory.isEmpty() ? "." : directory) + "/" + program);
                return true;
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EACCES) {
                    return true; // who knows
                }
            }
        }
        return false;
    }
}
