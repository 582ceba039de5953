package nitro.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import nitro.posix.Self;

/**
 * The arguments and environment of this process, as byte strings.
 *
 * <p>Java's own strings of arguments and environment are broken where they are not ASCII and the locale is not UTF-8,
 * which is how every pid 1 begins; so they are read from /proc. Java's serve where that is not mounted.
 *
 * @param args the arguments, beginning with the command's name
 * @param environment {@code NAME=VALUE}, in the order of the caller
 * @param self how to execute this program again
 */
record Origin(List<String> args, List<String> environment, Self self) {
    /** Set by the launcher to its path. */
    private static final String LAUNCHER = "-Dnitro.launcher=";

    /** Set by the launcher to the environment that it was given, in base 64: a shell adds to it and drops from it. */
    private static final String ENVIRONMENT = "NITRO_ENVIRON=";

    static Origin ofThisProcess(String[] args) {
        List<String> line = read("/proc/self/cmdline");
        return new Origin(arguments(line, args), environment(read("/proc/self/environ")), self(line));
    }

    /** The last of the line, if they are what Java understood as {@code args}. */
    static List<String> arguments(List<String> line, String[] args) {
        List<String> last = line.subList(Math.max(0, line.size() - args.length), line.size());
        if (last.size() != args.length) {
            return List.of(args);
        }
        for (int i = 0; i < args.length; i++) {
            if (isAscii(last.get(i)) && !last.get(i).equals(args[i])) {
                return List.of(args);
            }
        }
        return last;
    }

    static List<String> environment(List<String> now) {
        for (String entry : now) {
            if (entry.startsWith(ENVIRONMENT)) {
                return strings(Base64.getMimeDecoder().decode(entry.substring(ENVIRONMENT.length())));
            }
        }
        return now.isEmpty() ? fromJava() : now;
    }

    /** The first call of getenv resets SIGCHLD, so nothing else of nitro may make it, and this only here, early. */
    private static List<String> fromJava() {
        return System.getenv().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    static Self self(List<String> line) {
        for (String word : line) {
            if (word.startsWith(LAUNCHER)) {
                return new Self(word.substring(LAUNCHER.length()), List.of("launcher"));
            }
        }
        String jar =
                Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString();
        return new Self(System.getProperty("java.home") + "/bin/java", List.of("java", "-jar", jar));
    }

    /** Splits what the kernel gives: strings that each end with a NUL. */
    static List<String> strings(byte[] block) {
        String all = new String(block, StandardCharsets.ISO_8859_1);
        List<String> strings = new ArrayList<>();
        for (int begin = 0, end; begin < all.length(); begin = end + 1) {
            end = all.indexOf('\0', begin);
            end = end < 0 ? all.length() : end;
            strings.add(all.substring(begin, end));
        }
        return List.copyOf(strings);
    }

    private static List<String> read(String path) {
        try {
            return strings(Files.readAllBytes(Path.of(path)));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isAscii(String s) {
        return s.chars().allMatch(c -> c < 0x80);
    }
}
