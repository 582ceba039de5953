package nitro.front.nitro.sim;

import java.util.List;
import java.util.function.Supplier;
import nitro.posix.Errno;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakeFiles;
import nitro.posix.fake.Program;

/** The services on the simulated disk: makes them of all kinds, changes them, takes them away. */
final class Layout {
    private static final List<String> PLAIN =
            List.of("a", "b", "web", "db", "one shot", "gr\u00fcn", "n".repeat(63), "log1", "log2", "LOG");
    private static final List<String> TEMPLATES = List.of("t@", "lg@", "LOG@");
    private static final List<String> INSTANCES = List.of("t@1", "t@two", "lg@a", "LOG@x");
    private static final List<String> NO_SERVICES =
            List.of(".hidden", "bad,name", "new\nline", "n".repeat(64), "empty", "SYS");
    private static final List<String> LOGGERS =
            List.of("log1", "log2", "lg@", "lg@a", "a", "web", "t@1", "LOG", "nowhere", "SYS", "n".repeat(62) + "@");
    private static final List<String> NOTIFICATIONS =
            List.of("", "0\n", "3\n", "3\n", "4", "1", "2", "7\n", "none", "99999999999", "5000");

    private static final List<String> LIMITS =
            List.of("0.3", "0.9", "1\n", "2\n", "# long\n12\n", "5", "9", "12", "soon", "");

    private final World world;
    private final Chance chance;
    private final FakeFiles files;

    /** Four in this many scripts cannot be executed. */
    private final int broken;

    Layout(World world) {
        this.world = world;
        this.chance = world.chance;
        this.files = world.posix.files();
        this.broken = chance.one(4) ? 10 : 30;
    }

    /** The name of a service that may be there. */
    String anyName() {
        return switch (chance.below(10)) {
            case 0, 1 -> chance.pick(INSTANCES);
            case 2 -> chance.pick(NO_SERVICES);
            case 3 -> chance.pick(TEMPLATES);
            default -> chance.pick(PLAIN);
        };
    }

    /** Makes what nitro finds at its start. */
    void build() {
        files.directory(World.SERVICES);
        files.executable("/bin/nitro", () -> new Helper(world));
        files.executable("/bin/sh", Program::idle);
        files.file(World.SERVICES + "/file", "");
        for (int i = 1 + chance.below(5); i > 0; i--) {
            service(chance.pick(PLAIN));
        }
        for (int i = chance.below(3); i > 0; i--) {
            service(chance.pick(TEMPLATES));
        }
        for (int i = chance.below(3); i > 0; i--) {
            instance(chance.pick(INSTANCES));
        }
        if (chance.one(3)) {
            files.directory(path(chance.pick(NO_SERVICES)));
        }
        if (chance.one(12)) {
            circle();
        }
        for (String script : List.of("setup", "finish", "final")) {
            if (chance.one(3)) {
                files.executable(path("SYS/" + script), () -> new SystemScript(world, this));
            }
        }
        if (chance.one(20)) {
            files.executable(path("SYS/reincarnate"), Program::idle);
        }
        if (chance.one(3)) {
            files.executable(path("SYS/fatal"), Program::idle);
        }
    }

    /** Adds an entry, changes one, or takes one away. */
    void change() {
        switch (chance.below(8)) {
            case 0, 1 -> service(chance.pick(PLAIN));
            case 2 -> service(chance.pick(TEMPLATES));
            case 3 -> instance(chance.pick(INSTANCES));
            case 4, 5 -> remove(anyName());
            default -> alter(anyName());
        }
    }

    private static String path(String name) {
        return World.SERVICES + "/" + name;
    }

    private void note(String what) {
        world.history.add("world", () -> what);
    }

    private void remove(String name) {
        if (!name.equals("SYS") && files.exists(path(name))) {
            note("removes " + name);
            files.remove(path(name));
            world.gone(name);
        }
    }

    /** Makes a whole new service or template, in place of what was there. */
    private void service(String name) {
        String directory = path(name);
        files.remove(directory);
        world.gone(name);
        if (chance.one(10)) {
            files.remove("/srv/" + name);
            files.directory("/srv/" + name);
            files.link("/srv/" + name, directory);
        } else {
            files.directory(directory);
        }
        boolean oneshot = chance.one(6);
        if (!oneshot) {
            script(directory + "/run", () -> new RunScript(world));
        }
        if (oneshot ? !chance.one(8) : !chance.one(3)) {
            script(directory + "/setup", () -> new SetupScript(world));
        }
        if (chance.one(2)) {
            script(directory + "/finish", () -> new FinishScript(world));
        }
        link(directory);
        if (chance.one(7)) {
            files.file(directory + "/down", "");
        }
        notification(directory);
        if (chance.one(5)) {
            files.file(directory + "/down-group", "");
        }
        if (chance.one(5)) {
            files.file(directory + "/down-signal", chance.pick(List.of("h", "i", "t\n", "k", "1", "p", "?", "")));
        }
        policies(directory);
        note("makes " + name + " " + files.names(directory));
    }

    /** Limits, of which now and then one cannot be understood, and a program that stops it. */
    private void policies(String directory) {
        for (String file : List.of("timeout-stop", "timeout-finish")) {
            if (chance.one(8)) {
                files.file(directory + "/" + file, chance.pick(LIMITS));
            }
        }
        if (chance.one(8)) {
            script(directory + "/stop", () -> new StopScript(world));
        }
    }

    private void link(String directory) {
        if (chance.one(2)) {
            files.link("../" + chance.pick(LOGGERS) + (chance.one(5) ? "/" : ""), directory + "/log");
        } else if (chance.one(12)) {
            files.file(directory + "/log", "");
        } else if (!directory.contains("/LOG@") && !directory.contains("/lg@") && chance.one(5)) {
            loggerInside(directory + "/log");
        }
    }

    /** The layout of runit (spec 9.10). */
    private void loggerInside(String directory) {
        files.directory(directory);
        script(directory + "/run", () -> new RunScript(world));
        if (chance.one(3)) {
            script(directory + "/finish", () -> new FinishScript(world));
        }
        if (chance.one(4)) {
            link(directory);
        }
    }

    private void notification(String directory) {
        if (chance.one(3)) {
            files.file(directory + "/notification-fd", chance.pick(NOTIFICATIONS));
        }
    }

    /** Services that log to each other in a circle, of which now and then none can run. */
    private void circle() {
        boolean hopeless = chance.one(2);
        List<String> members = List.of("db", "log1", "log2").subList(chance.below(2), 3);
        for (int i = 0; i < members.size(); i++) {
            String directory = path(members.get(i));
            service(members.get(i));
            files.remove(directory + "/log");
            files.link("../" + members.get((i + 1) % members.size()), directory + "/log");
            if (hopeless) {
                files.remove(directory + "/setup");
                files.unexecutable(directory + "/run", Errno.ENOEXEC);
            }
        }
    }

    private void instance(String name) {
        files.remove(path(name));
        String template = name.substring(0, name.indexOf('@') + 1);
        if (chance.one(2)) {
            files.link(template, path(name));
        } else {
            files.directory(path(name));
            if (chance.one(4)) {
                files.file(path(name) + "/down", "");
            }
        }
        note("makes the instance " + name);
    }

    /** Puts a script there, of which now and then one cannot be executed. */
    private void script(String path, Supplier<Program> program) {
        switch (chance.below(broken)) {
            case 0 -> files.file(path, "", 0644);
            case 1 -> files.unexecutable(path, chance.pick(List.of(Errno.ENOEXEC, Errno.ENOENT)));
            case 2 -> files.directory(path);
            case 3 -> files.link("missing", path);
            default -> files.executable(path, program);
        }
    }

    /** Changes one thing about a service or template that is there. */
    private void alter(String name) {
        String directory = path(name);
        if (name.equals("SYS") || !files.exists(directory + "/.")) {
            return;
        }
        String file = chance.pick(List.of("log", "notification-fd", "down", "finish"));
        files.remove(directory + "/" + file);
        switch (file) {
            case "log" -> {
                world.gone(Wishes.directoryOf(name) + "/log");
                link(directory);
            }
            case "notification-fd" -> notification(directory);
            case "down" -> {
                if (chance.one(2)) {
                    files.file(directory + "/down", "");
                }
            }
            default -> {
                if (chance.one(2)) {
                    script(directory + "/finish", () -> new FinishScript(world));
                }
            }
        }
        note("alters " + file + " of " + name);
    }
}
