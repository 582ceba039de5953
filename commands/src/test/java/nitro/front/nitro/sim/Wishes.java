package nitro.front.nitro.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nitro.front.nitro.Inside;
import nitro.front.nitro.Inside.Look;
import nitro.posix.fake.FakeFiles;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/** What was last asked for each service, by command, by a rescan, or by what writes to it: a model of the wishes. */
final class Wishes {
    /** A wish, and whether the service had a reason since to give up (spec 4.3, 1.4). */
    private static final class Wish {
        private boolean up;
        private boolean excused;
        private boolean unknown;
        private boolean dismissed;
    }

    private final Map<String, Wish> wishes = new HashMap<>();
    private final Inside inside;
    private final FakeFiles files;
    private @Nullable Set<String> scanned;

    /** The services that nitro has tried to start since it was last between two things. */
    private final Set<String> tried = new HashSet<>();

    private boolean doubtful;

    /** Whether a rescan is to come; the first is that of the start. */
    private boolean scanOwed = true;

    Wishes(Inside inside, FakeFiles files) {
        this.inside = inside;
        this.files = files;
    }

    /** Nitro has taken a request. */
    void asked(Request request) {
        switch (request) {
            case Request.Up(String name) -> wish(name, true);
            case Request.Restart(String name) -> wish(name, true);
            case Request.Down(String name) -> wish(name, false);
            case Request.Rescan _ -> askedToScan();
            default -> {}
        }
    }

    /** A rescan is asked for; while SYS/setup runs the one that follows it will do (spec 3.3). */
    void askedToScan() {
        scanOwed |= !inside.closing();
    }

    /** No rescan that was asked for has been forgotten. */
    void checkScanned() {
        Violation.unless(!scanOwed || inside.closing(), "a rescan was asked for and never happened");
    }

    private void wish(String name, boolean up) {
        if (inside.closing() && up || name.equals("SYS")) {
            return;
        }
        if (inside.get(name) != null || (up ? isService(name) : inSetup() && isOnDisk(name))) {
            set(name, up);
        }
    }

    private void set(String name, boolean up) {
        Wish wish = wishes.computeIfAbsent(name, n -> new Wish());
        wish.up = up;
        wish.excused = !files.exists(World.SERVICES + "/" + directoryOf(name) + "/.");
        wish.unknown = false;
        wish.dismissed = false;
    }

    /** A producer is being set up: what it writes to shall run (spec 4.9). */
    void producing(Look producer) {
        tried.add(producer.name());
        Look logger = inside.get(producer.logger());
        if (logger != null) {
            Wish before = wishes.get(logger.name());
            boolean excused = before != null && before.excused && tried.contains(logger.name());
            boolean failing = logger.phase().startsWith("FAILING") && inLoop(logger.name());
            set(logger.name(), true);
            wish(logger.name()).excused |= excused; // it was tried already, and is not for the same event
            wish(logger.name()).unknown |= failing;
        }
    }

    /** It had a reason to become FATAL. */
    void excuse(String name) {
        wishes.computeIfAbsent(name, n -> unknown()).excused = true;
    }

    /** A directory was taken away: all that lives in it has a reason. */
    void gone(String directory) {
        for (String name : wishes.keySet()) {
            if ((directoryOf(name) + "/").startsWith(directory + "/")) {
                excuse(name);
            }
        }
    }

    /** A failing call leaves open what nitro has taken note of. */
    void doubt() {
        doubtful = true;
        wishes.values().forEach(wish -> wish.unknown = true);
    }

    /** A log link cannot be read: it is open whether a service that is new starts, or waits for whoever logs to it. */
    void cannotReadLink() {
        doubtful = true;
    }

    /** Nitro has read its directory: a rescan. */
    void scanned(List<String> names) {
        settle();
        scanOwed = false;
        scanned = new HashSet<>(names);
    }

    /** Nitro is done with what it had to do: takes note of what is loaded and what is gone. */
    void settle() {
        settle(inside.services());
    }

    void settle(List<Look> loaded) {
        tried.clear();
        Set<String> names = new HashSet<>();
        loaded.forEach(look -> names.add(look.name()));
        wishes.keySet().removeIf(name -> !names.contains(name));
        Set<String> entries = scanned;
        scanned = null;
        for (Look look : loaded) {
            boolean fresh = !wishes.containsKey(look.name());
            if (fresh) {
                set(look.name(), entries != null && isEntry(look.name(), entries) && startsAtOnce(look, loaded));
                wish(look.name()).unknown = doubtful;
            } else if (entries != null) {
                rescanned(look, loaded, entries);
            }
        }
        doubtful = false;
    }

    private void rescanned(Look look, List<Look> loaded, Set<String> entries) {
        String name = look.name();
        boolean template = isEntry(directoryOf(name), entries);
        boolean instance = name.contains("@") && !isInside(name);
        if (isEntry(name, entries)) {
            if (instance && !template) {
                set(name, false);
            } else if (wish(name).dismissed) {
                set(name, startsAtOnce(look, loaded)); // it came back before it was gone
            }
        } else if (!hasProducer(name, loaded)) {
            if (!instance || !template) {
                set(name, false);
                wish(name).dismissed = true;
            } else if (!look.phase().equals("DOWN")) {
                wish(name).unknown |= look.logger().isEmpty();
            }
        }
    }

    private Wish wish(String name) {
        return wishes.computeIfAbsent(name, n -> unknown());
    }

    private static Wish unknown() {
        Wish wish = new Wish();
        wish.unknown = true;
        return wish;
    }

    private boolean startsAtOnce(Look look, List<Look> loaded) {
        String name = look.name();
        return name.equals("LOG")
                || (!hasProducer(name, loaded) || inLoop(name)) && !files.exists(World.SERVICES + "/" + name + "/down");
    }

    private static boolean hasProducer(String name, List<Look> loaded) {
        return loaded.stream()
                .filter(look -> !look.name().equals(name)) // a service that reads what it writes is no user of itself
                .anyMatch(look -> look.logger().equals(name) || look.output().equals(name));
    }

    private boolean inLoop(String name) {
        Set<String> seen = new HashSet<>();
        for (Look next = inside.get(name); next != null && seen.add(next.name()); next = inside.get(next.logger())) {
            if (next.logger().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** A directory, or the link of an instance, wherever that points (spec 2.1). */
    private boolean isEntry(String name, Set<String> entries) {
        return entries.contains(name) && isEntry(name);
    }

    private boolean isEntry(String name) {
        String path = World.SERVICES + "/" + name;
        boolean instance = name.contains("@") && !name.endsWith("@");
        return files.exists(path + "/.") || instance && files.isLink(path);
    }

    static String directoryOf(String name) {
        if (isInside(name)) {
            return directoryOf(name.substring(0, name.lastIndexOf('.'))) + "/log";
        }
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at + 1);
    }

    /** Whether it is a logger inside another service: here all that are called so but instances of loggers (spec 9.10). */
    static boolean isInside(String name) {
        return name.endsWith(".log") && !name.startsWith("LOG@") && !name.startsWith("lg@");
    }

    /** Whether a service of that name can be loaded from the disk, by itself. */
    boolean isService(String name) {
        boolean valid = !name.isEmpty()
                && name.length() < 64
                && !name.endsWith("@")
                && !name.equals("SYS")
                && !name.startsWith(".")
                && !isInside(name)
                && !name.matches("(?s).*[/,\n\0].*");
        String directory = World.SERVICES + "/" + directoryOf(name);
        return valid && (files.reaches(directory + "/run") || files.reaches(directory + "/setup"));
    }

    /** Whether it can be loaded, and has an entry of its own. */
    boolean isOnDisk(String name) {
        return isService(name) && isEntry(name);
    }

    /** Whether SYS/setup runs, or is to be tried again. */
    boolean inSetup() {
        return inside.inSetup();
    }

    /** Nothing happens any more: holds each service to its wish. */
    void check() {
        settle();
        for (Look look : inside.services()) {
            Wish wish = wish(look.name());
            boolean fine = wish.unknown
                    || (wish.up
                            ? switch (look.phase()) {
                                case "UP", "ONESHOT" -> true;
                                case "STARTING" -> !look.settles();
                                case "FATAL" -> wish.excused;
                                default -> false;
                            }
                            : look.phase().equals("DOWN"));
            Violation.unless(fine, "%s is %s, but was to be %s", look.name(), look.phase(), wish.up ? "up" : "down");
        }
    }
}
