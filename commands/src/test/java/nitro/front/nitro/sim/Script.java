package nitro.front.nitro.sim;

import java.util.List;
import java.util.Objects;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.Program;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/** A script of a service directory in execution: what setup, run and finish have in common. */
abstract class Script implements Program {
    /** The signals that end a process unless it takes care. */
    private static final List<Integer> ENDING = List.of(1, 2, 3, 10, 12, 14, 15);

    final World world;
    final Chance chance;
    private @Nullable FakeProcess process;
    private String service = "";

    Script(World world) {
        this.world = world;
        this.chance = world.chance;
    }

    @Override
    public final void start(FakeProcess self) {
        process = self;
        service = serviceOf(self);
        world.history.add(
                self.pid() + "",
                () -> service + "/" + self.path() + " starts " + self.argv() + " " + self.descriptors());
        begin();
    }

    @Override
    public final boolean signal(FakeProcess self, int signal) {
        say("gets signal " + signal);
        return ENDING.contains(signal) && heeds(signal);
    }

    /** What it does from its start on. */
    abstract void begin();

    /** Whether it does something about a signal that would end it. */
    boolean heeds(int signal) {
        return false;
    }

    FakeProcess self() {
        return Objects.requireNonNull(process);
    }

    /** The service that it belongs to. */
    String service() {
        return service;
    }

    void say(String what) {
        world.history.add(self().pid() + "", () -> service + "/" + self().path() + " " + what);
    }

    void exitAfter(int millis, int status) {
        self().after(millis, () -> exit(status));
    }

    void exit(int status) {
        say("exits " + status);
        self().exit(status);
    }

    void die(int signal) {
        say("dies of " + signal);
        self().die(signal);
    }

    /** Writes a line to its standard output, if there is room. */
    void log(String text) {
        self().write(1, service + " " + text + "\n");
    }

    /** Hangs until somebody ends it, or the storm ends. */
    void hang() {
        say("hangs");
        FakeProcess hanging = self();
        world.whenCalm(() -> {
            if (hanging.isAlive()) {
                exit(0);
            }
        });
    }

    /** Sends nitro an order about its own service. */
    void order(Request request) {
        say("orders " + request);
        self().send(World.SOCKET, request.encode());
    }

    /** The service whose script a process executes: told by its directory and, for an instance, its parameter. */
    static String serviceOf(FakeProcess process) {
        return serviceOf(process.directory(), process.argv());
    }

    static String serviceOf(String directory, List<String> argv) {
        if (directory.endsWith("/log")) { // here no service is called so
            return serviceOf(directory.substring(0, directory.lastIndexOf('/')), argv) + ".log";
        }
        String name = directory.substring(directory.lastIndexOf('/') + 1);
        int parameter = switch (argv.getFirst()) {
            case "finish" -> 3;
            case "stop" -> 2;
            default -> 1;
        };
        return name.endsWith("@") && argv.size() > parameter ? name + argv.get(parameter) : name;
    }
}
