package nitro.test.chpst;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The command lines that are compared: every option with every class of value, alone and in pairs. */
final class CommandLines {
    private static final List<String> USERS = List.of(
            "root",
            "nobody",
            "nobody:daemon",
            "nobody:daemon:bin",
            "nobody:bin:bin",
            "jailed",
            ":1:2",
            ":1:2:3",
            ":0:0",
            ":4294967294:4294967294",
            ":4294967295:1",
            ":1:4294967295",
            ":4294967296:1",
            "nosuch",
            "nobody:nosuch",
            "nobody:",
            "nobody:1",
            "65534",
            "",
            ":",
            ":1",
            ":1:",
            "::1",
            ":x:1",
            ":1:x",
            ":-1:1");

    /** One more than runit takes. */
    static final String MANY_GROUPS =
            ":1" + IntStream.rangeClosed(100, 160).mapToObj(gid -> ":" + gid).collect(Collectors.joining());

    private static final List<String> LOCKS =
            List.of("tmp/new.lock", "old.lock", "held.lock", "private.lock", "missing/x.lock", "tmp", "");

    private static final List<String> DIRECTORIES = List.of(
            "env", "env/", "path", "inner", "link", "secret", "closed", "odd", "huge", "missing", "file", "loop", "");

    /** Of limits: too little to live, little, enough, more than a hard limit, more than there is, and no numbers. */
    private static final List<String> COUNTS = List.of(
            "0",
            "3",
            "010",
            "150",
            "5000",
            "8000000",
            "300000000",
            "9223372036854775807",
            "18446744073709551615",
            "18446744073709551621",
            "99999999999999999999999",
            "",
            "x",
            "12x",
            "-1",
            "+1",
            "=",
            " 1");

    /** One of each class. */
    private static final List<String> COUNTS_IN_PAIRS = List.of("3", "300000000", "18446744073709551615", "x");

    private static final List<String> INCREMENTS =
            List.of("0", "5", "+5", "-5", "100", "-100", "99999999999", "", "-", "x", "5x", "+-3", "--5", "=");

    private static final List<List<String>> PROGRAMS = List.of(
            Place.PROGRAM,
            List.of("bin/sh", "-c", "kill -STOP $$", "x", ""),
            List.of("./with-interpreter"),
            List.of("./script"),
            List.of("file"),
            List.of("./file"),
            List.of("bin"),
            List.of("./loop"),
            List.of("missing"),
            List.of("missing/x"),
            List.of("file/x"),
            List.of("x".repeat(300)),
            List.of(""),
            List.of("-"),
            List.of());

    private static final Map<String, List<String>> CHPST = Map.ofEntries(
            Map.entry("-u", USERS),
            Map.entry("-U", USERS),
            Map.entry("-b", List.of("sh", "other/sh", "")),
            Map.entry("-e", DIRECTORIES),
            Map.entry("-/", List.of("root", "root/", ".", "/", "missing", "file", "closed", "")),
            Map.entry("-n", INCREMENTS),
            Map.entry("-l", LOCKS),
            Map.entry("-L", LOCKS),
            Map.entry("-m", COUNTS),
            Map.entry("-d", COUNTS),
            Map.entry("-o", COUNTS),
            Map.entry("-p", COUNTS),
            Map.entry("-f", COUNTS),
            Map.entry("-c", COUNTS),
            Map.entry("-r", COUNTS),
            Map.entry("-t", COUNTS));

    private static final List<String> FLAGS = List.of("-v", "-P", "-0", "-1", "-2", "-V", "--", "-x", "-:", "--other");

    private static final List<String> LIMITS =
            List.of("-a", "-c", "-d", "-f", "-l", "-m", "-o", "-p", "-r", "-s", "-t");

    private CommandLines() {}

    /** All of them, in an order that does not change. */
    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        List<List<String>> chpst = chpst();
        List<List<String>> softlimit = limits(LIMITS);
        for (Caller caller : EnumSet.complementOf(EnumSet.of(Caller.KEEPING))) {
            chpst.forEach(one -> all.add(new Case("chpst", caller, List.of(one), Place.PROGRAM)));
            PROGRAMS.forEach(program -> all.add(new Case("chpst", caller, List.of(), program)));
            DIRECTORIES.forEach(
                    value -> all.add(new Case("chpst", caller, List.of(List.of("-C", value)), Place.PROGRAM)));
            family(caller, all);
        }
        for (String user : List.of("nobody", ":1:2", "root")) {
            all.add(new Case("chpst", Caller.KEEPING, List.of(List.of("-u", user)), Place.PROGRAM));
        }
        all.add(words("setuidgid", Caller.KEEPING, "nobody", Place.PROGRAM));
        all.add(new Case("chpst", Caller.ROOT, List.of(List.of("-u", MANY_GROUPS)), Place.PROGRAM));
        for (Caller caller : List.of(Caller.ROOT, Caller.NOBODY)) {
            pairs("chpst", caller, chpst, all);
            pairs("softlimit", caller, softlimit, all);
        }
        return all;
    }

    /** So many of them, by chance. */
    static List<Case> some(int count, long seed) {
        List<Case> all = all();
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, Math.min(count, all.size()));
    }

    /** Each two once, in an order that depends on their places, and each twice. */
    private static void pairs(String tool, Caller caller, List<List<String>> options, List<Case> into) {
        List<List<String>> few = options.stream()
                .filter(option -> !isLimit(tool, option) || COUNTS_IN_PAIRS.contains(option.getLast()))
                .toList();
        for (int i = 0; i < few.size(); i++) {
            for (int j = 0; j <= i; j++) {
                List<String> one = few.get((i + j) % 2 == 0 ? i : j);
                List<String> two = few.get((i + j) % 2 == 0 ? j : i);
                if (!ends(one)) {
                    into.add(new Case(tool, caller, List.of(one, two), Place.PROGRAM));
                }
            }
        }
    }

    private static boolean isLimit(String tool, List<String> option) {
        return tool.equals("softlimit") || COUNTS.equals(CHPST.get(option.getFirst()));
    }

    /** Whether what follows is no option any more. */
    private static boolean ends(List<String> option) {
        return option.getFirst().startsWith("--");
    }

    private static List<List<String>> chpst() {
        List<List<String>> options = new ArrayList<>();
        new TreeMap<>(CHPST).forEach((name, values) -> options.addAll(options(name, values)));
        FLAGS.forEach(flag -> options.add(List.of(flag)));
        return options;
    }

    private static List<List<String>> limits(List<String> names) {
        List<List<String>> options = new ArrayList<>();
        names.forEach(name -> options.addAll(options(name, COUNTS)));
        return options;
    }

    /** No time at all may be over before the program begins, or not: the same line ends now so, now so. */
    private static List<List<String>> options(String name, List<String> values) {
        return values.stream()
                .filter(value -> !name.equals("-t") || !value.matches("0?"))
                .map(value -> List.of(name, value))
                .toList();
    }

    private static void family(Caller caller, List<Case> into) {
        for (List<String> program : PROGRAMS) {
            into.add(words("setuidgid", caller, "nobody", program));
            into.add(words("envuidgid", caller, "nobody", program));
            into.add(words("envdir", caller, "env", program));
            into.add(words("setlock", caller, "old.lock", program));
            into.add(words("setlock", caller, "old.lock", program).with(List.of(List.of("-x"))));
            into.add(new Case("pgrphack", caller, List.of(), program));
            into.add(new Case("softlimit", caller, List.of(), program));
        }
        for (String user : USERS) {
            into.add(words("setuidgid", caller, user, Place.PROGRAM));
            into.add(words("envuidgid", caller, user, Place.PROGRAM));
        }
        DIRECTORIES.forEach(directory -> into.add(words("envdir", caller, directory, Place.PROGRAM)));
        for (String lock : LOCKS) {
            Case line = words("setlock", caller, lock, Place.PROGRAM);
            into.add(line);
            for (String flags :
                    List.of("-n", "-N", "-x", "-X", "-nx", "-Nx", "-nN", "-Nn", "-xX", "-Xxn", "-z", "--")) {
                into.add(line.with(List.of(List.of(flags))));
            }
        }
        for (String tool : Original.RUNIT.tools()) {
            into.add(new Case(tool, caller, List.of(), List.of("--help")));
        }
        limits(LIMITS).forEach(option -> into.add(new Case("softlimit", caller, List.of(option), Place.PROGRAM)));
    }

    private static Case words(String tool, Caller caller, String first, List<String> program) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(program);
        return new Case(tool, caller, List.of(), words);
    }
}
