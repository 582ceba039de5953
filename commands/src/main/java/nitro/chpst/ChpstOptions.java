package nitro.chpst;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import nitro.posix.Capability;
import nitro.posix.ProcessState.IoClass;
import nitro.posix.ProcessState.Resource;
import nitro.posix.Signal;
import nitro.text.Getopt;
import nitro.text.Numbers;
import nitro.text.UsageException;

/** The options of chpst, as a plan. */
final class ChpstOptions {
    private static final String LETTERS = "u:U:b:e:/:C:n:l:L:m:d:o:p:f:c:r:t:vVP012";
    private static final Map<String, Boolean> WORDS = Map.of(
            Tool.HELP,
            false,
            "no-new-privs",
            false,
            "caps",
            true,
            "oom-score-adj",
            true,
            "umask",
            true,
            "cpus",
            true,
            "ionice",
            true,
            "env-file",
            true,
            "parent-death-signal",
            true);

    /** More than any kernel knows of. */
    private static final int MOST_PROCESSORS = 8192;

    private static final int MOST_SIGNAL = 64;
    private static final int DEFAULT_IO_LEVEL = 4;

    final Plan plan = new Plan();
    boolean helpWanted;
    boolean versionWanted;
    private final ToIntFunction<Signal> numbers;

    /** @param numbers the platform's numbers of signals */
    ChpstOptions(ToIntFunction<Signal> numbers) {
        this.numbers = numbers;
    }

    /** Reads the options; returns the words behind them. */
    List<String> parse(List<String> args) throws UsageException {
        return new Getopt(LETTERS, WORDS).parse(args, this::take);
    }

    private void take(String option, String value) throws UsageException {
        switch (option) {
            case "u" -> plan.user = new Plan.User(value, false);
            case "U" -> plan.told = new Plan.User(value, false);
            case "b" -> plan.argumentZero = value;
            case "e" -> plan.environmentDirectory = new Plan.Directory(value, false);
            case "/" -> plan.root = value;
            case "C" -> plan.directory = value;
            case "n" -> plan.nice = increment(value);
            case "l" -> lock(new Plan.Lock(value, true, false));
            case "L" -> lock(new Plan.Lock(value, false, false));
            case "m" -> plan.limitMemory(Limits.parse(Resource.DATA, value));
            case "d" -> limit(Resource.DATA, value);
            case "o" -> limit(Resource.DESCRIPTORS, value);
            case "p" -> limit(Resource.PROCESSES, value);
            case "f" -> limit(Resource.FILE_SIZE, value);
            case "c" -> limit(Resource.CORE, value);
            case "r" -> limit(Resource.RESIDENT_SET, value);
            case "t" -> limit(Resource.CPU, value);
            case "v" -> plan.verbose = true;
            case "V" -> versionWanted = true;
            case "P" -> plan.newSession = true;
            case "0", "1", "2" -> plan.closed.add(Integer.valueOf(option));
            case Tool.HELP -> helpWanted = true;
            case "no-new-privs" -> plan.noNewPrivileges = true;
            case "caps" -> plan.capabilities = capabilities(value);
            case "oom-score-adj" -> plan.oomScore = Numbers.between(-1000, 1000, value, "an oom score");
            case "umask" -> plan.umask = mask(value);
            case "cpus" -> plan.processors = processors(value);
            case "ionice" -> plan.io = io(value);
            case "env-file" -> plan.environmentFile = value;
            case "parent-death-signal" -> plan.parentDeathSignal = signal(value);
            default -> throw new IllegalArgumentException(option);
        }
    }

    private void lock(Plan.Lock lock) throws UsageException {
        if (plan.lock != null) {
            throw new UsageException(lock.path() + ": only one file can be locked");
        }
        plan.lock = lock;
    }

    private void limit(Resource resource, String value) throws UsageException {
        plan.limits.put(resource, Limits.parse(resource, value));
    }

    /** Names with commas between them, with {@code cap_} before each or not, in either case. */
    private static Set<Capability> capabilities(String list) throws UsageException {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        if (list.isEmpty()) {
            return capabilities;
        }
        for (String word : list.split(",", -1)) {
            String name = word.toUpperCase(Locale.ROOT);
            try {
                capabilities.add(Capability.valueOf(name.startsWith("CAP_") ? name.substring(4) : name));
            } catch (IllegalArgumentException e) {
                throw new UsageException(word + ": no such capability");
            }
        }
        return capabilities;
    }

    private static int mask(String octal) throws UsageException {
        if (!octal.matches("0?[0-7]{1,3}")) {
            throw new UsageException(octal + ": a mask is an octal number up to 777");
        }
        return Integer.parseInt(octal, 8);
    }

    /** Numbers and ranges with commas between them. */
    private static BitSet processors(String list) throws UsageException {
        BitSet processors = new BitSet();
        for (String range : list.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = processor(dash < 0 ? range : range.substring(0, dash), list);
            int last = dash < 0 ? first : processor(range.substring(dash + 1), list);
            if (last < first) {
                throw noProcessors(list);
            }
            processors.set(first, last + 1);
        }
        return processors;
    }

    private static int processor(String word, String list) throws UsageException {
        long number = word.isEmpty() ? -1 : Numbers.count(word);
        if (number < 0 || number >= MOST_PROCESSORS) {
            throw noProcessors(list);
        }
        return (int) number;
    }

    private static UsageException noProcessors(String list) {
        return new UsageException(list + ": not processors such as 0,2-3");
    }

    private static Plan.Io io(String value) throws UsageException {
        int colon = value.indexOf(':');
        String name = colon < 0 ? value : value.substring(0, colon);
        IoClass to = switch (name) {
            case "idle" -> IoClass.IDLE;
            case "best-effort" -> IoClass.BEST_EFFORT;
            case "realtime" -> IoClass.REALTIME;
            default -> throw new UsageException(value + ": not idle, best-effort:N or realtime:N");
        };
        if (to == IoClass.IDLE && colon >= 0) {
            throw new UsageException(value + ": idle has no level");
        }
        int level = to == IoClass.IDLE ? 0 : DEFAULT_IO_LEVEL;
        return new Plan.Io(to, colon < 0 ? level : Numbers.between(0, 7, value.substring(colon + 1), "a level"));
    }

    /** By its number, or by its name with {@code SIG} before it or not. */
    private int signal(String value) throws UsageException {
        long number = value.isEmpty() ? -1 : Numbers.count(value);
        if (number > 0 && number <= MOST_SIGNAL) {
            return (int) number;
        }
        String name = value.toUpperCase(Locale.ROOT);
        for (Signal signal : Signal.values()) {
            if (name.equals(signal.toString()) || name.equals("SIG" + signal)) {
                return numbers.applyAsInt(signal);
            }
        }
        throw new UsageException(value + ": no such signal");
    }

    /**
     * Parses the increment of the nice value: digits, optionally with a sign; a number that is too large becomes the
     * largest.
     */
    private static int increment(String word) throws UsageException {
        boolean negative = word.startsWith("-");
        long count = Numbers.count(negative || word.startsWith("+") ? word.substring(1) : word);
        if (count < 0) {
            throw new UsageException(word + ": not a number to add to the nice value");
        }
        int range = 40;
        int step = (int) Math.min(count, range);
        return negative ? -step : step;
    }
}
