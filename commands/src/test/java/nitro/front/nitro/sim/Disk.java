package nitro.front.nitro.sim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nitro.front.nitro.Inside.Look;
import nitro.posix.fake.FakeFiles;

/** Holds what is loaded, after a rescan and when all is at rest, to what is on the disk (spec 1.2, 2.5, 4.8). */
final class Disk {
    private Disk() {}

    static void check(World world, Watch watch) {
        FakeFiles files = world.posix.files();
        List<Look> loaded = watch.inside.services();
        Set<String> names = new HashSet<>();
        Set<String> loggers = new HashSet<>();
        for (Look look : loaded) {
            names.add(look.name());
            for (String logger : List.of(look.logger(), look.output())) {
                if (!logger.equals(look.name())) { // a service does not keep itself
                    loggers.add(logger);
                }
            }
        }
        for (String entry : files.names(World.SERVICES)) {
            boolean service = isEntry(files, entry) && watch.wishes.isService(entry);
            Violation.unless(!service || names.contains(entry), entry + " is on the disk and not loaded");
        }
        for (Look look : loaded) {
            String name = look.name();
            boolean template =
                    name.contains("@") && !Wishes.isInside(name) && isDirectory(files, Wishes.directoryOf(name));
            Violation.unless(
                    isEntry(files, name)
                            || loggers.contains(name)
                            || template && !look.phase().equals("DOWN"),
                    name + " is loaded, " + look.phase() + ", and nothing keeps it");
            if (isDirectory(files, Wishes.directoryOf(name))) {
                link(files, look, names);
            }
        }
    }

    private static void link(FakeFiles files, Look look, Set<String> names) {
        String target = target(files, look.name());
        boolean fine = target.isEmpty() || !names.contains(target)
                ? look.logger().isEmpty()
                : look.logger().equals(target);
        Violation.unless(fine, look.name() + " logs to '" + look.logger() + "', not to '" + target + "'");
    }

    /** The logger that the disk names for a service, empty if it names none. */
    private static String target(FakeFiles files, String name) {
        String link = World.SERVICES + "/" + Wishes.directoryOf(name) + "/log";
        String last = "";
        if (files.exists(link)) {
            if (!files.isLink(link)) {
                String inside = name + ".log";
                return inside.length() < 64 && files.exists(link + "/.") && files.reaches(link + "/run") ? inside : "";
            }
            last = files.target(link).replaceAll("/+$", "").replaceAll("(?s).*/", "");
        } else if (!name.equals("LOG") && !name.startsWith("LOG@") && isDirectory(files, "LOG@")) {
            last = "LOG@";
        }
        String parameter = name.contains("@") ? name.substring(name.indexOf('@') + 1) : name;
        return last.endsWith("@") ? last + parameter : last;
    }

    /** A directory, or the link of an instance, wherever that points (spec 2.1). */
    private static boolean isEntry(FakeFiles files, String name) {
        boolean instance = name.contains("@") && !name.endsWith("@");
        return isDirectory(files, name) || instance && files.isLink(World.SERVICES + "/" + name);
    }

    private static boolean isDirectory(FakeFiles files, String name) {
        return files.exists(World.SERVICES + "/" + name + "/.");
    }
}
