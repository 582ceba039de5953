package nitro.chpst;

import nitro.command.CommandFailure;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;

/**
 * A file of variables, a line for each: {@code NAME=VALUE} to the end of the line, without the quotes if the whole value is
 * in a pair of them; {@code NAME} alone removes the variable. Blank lines and those that begin with {@code #} do not count.
 */
final class EnvironmentFile {
    private EnvironmentFile() {}

    static void addTo(Environment environment, Posix posix, String path, FileTrust trust) throws CommandFailure {
        String content;
        try {
            content = WholeFile.of(posix, path);
            if (!trust.allows(path)) {
                return;
            }
        } catch (ErrnoException e) {
            throw CommandFailure.error(path, e);
        }
        int number = 0;
        for (String line : content.split("\n", -1)) {
            number++;
            String entry = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (!entry.isBlank() && !entry.startsWith("#")) {
                environment.change(entry(entry, path + ": line " + number));
            }
        }
    }

    private static String entry(String line, String where) throws CommandFailure {
        int sign = line.indexOf('=');
        String name = sign < 0 ? line : line.substring(0, sign);
        if (!isName(name) || line.indexOf('\0') >= 0) {
            throw CommandFailure.error(where + ": not NAME=VALUE");
        }
        return sign < 0 ? name : name + "=" + unquoted(line.substring(sign + 1));
    }

    /** As shells have them. */
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c == '_' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static String unquoted(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(last);
        return quoted ? value.substring(1, last) : value;
    }
}
