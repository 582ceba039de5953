package nitro.check;

import java.util.regex.Pattern;

/**
 * How a shell script may leave its program to run by itself, so that nitro supervises only the shell (spec tools 6.5). It
 * looks for what people write, and understands no shell.
 */
final class DetachmentCheck {
    private static final Pattern SHELL = Pattern.compile("#!\\s*\\S*/(?:env\\s+)?(?:ba|da|a|k|z|mk)?sh\\b.*");
    private static final Pattern CONTINUED = Pattern.compile("\\\\\n");

    /** {@code exec}, words without quotes that may execute another program in turn, and the one we look for. */
    private static final Pattern SETSID =
            Pattern.compile("(?m)^(?:[^#\"'\n]*[;&|({\\s])?exec\\s[^\"'#;&|\n]*?(?<=[\\s/])setsid\\s");

    private static final Pattern DAEMON = Pattern.compile(
            "(?m)^\\s*(?:exec\\s+)?(?:\\S*/)?(?:daemonize\\s|start-stop-daemon\\s(?:[^#\n]*\\s)?(?:-b|--background)\\b)");

    private DetachmentCheck() {}

    /** A finding about a {@code run} with this text; empty if there is none. */
    static String of(String script) {
        int firstEnd = script.indexOf('\n');
        if (firstEnd < 0 || !SHELL.matcher(script.substring(0, firstEnd)).matches()) {
            return "";
        }
        String text = CONTINUED.matcher(script.substring(firstEnd + 1)).replaceAll(" ");
        if (SETSID.matcher(text).find()) {
            return "exec setsid: run leads a session already, so setsid leaves its program in a process that nitro does not"
                    + " supervise; leave setsid out";
        }
        if (DAEMON.matcher(text).find()) {
            return "puts its program into the background, where nitro does not supervise it";
        }
        return endsInBackground(text)
                ? "ends with a program in the background, which nitro does not supervise; use exec instead of &"
                : "";
    }

    private static boolean endsInBackground(String text) {
        String last = "";
        for (String line : text.split("\n", -1)) {
            String command = line.strip();
            if (!command.isEmpty() && !command.startsWith("#")) {
                last = command;
            }
        }
        return last.endsWith("&") && !last.endsWith("&&");
    }
}
