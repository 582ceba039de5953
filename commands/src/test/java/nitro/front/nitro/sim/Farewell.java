package nitro.front.nitro.sim;

import java.util.List;
import nitro.posix.fake.Executed;
import nitro.posix.fake.FakeProcess;

/** Holds the end of a life of nitro to what is promised of it: nothing remains. */
final class Farewell {
    private static final int FAILED = 111;

    private final World world;
    private final Watch watch;
    private final Misfortune misfortune;

    Farewell(World world, Watch watch, Misfortune misfortune) {
        this.world = world;
        this.watch = watch;
        this.misfortune = misfortune;
    }

    void exited(int status) {
        if (status == FAILED && misfortune.struck() && (!watch.inside.closing() || watch.words.has("can't exec"))) {
            boolean left = world.posix.files().exists(World.SERVICES + "/SYS/fatal") && watch.inside.closing();
            Violation.unless(!left || watch.words.has("can't exec SYS/fatal"), "nitro forgets SYS/fatal");
            return; // it could not start, or not become what it was to become, and says so
        }
        Violation.unless(status == 0, "nitro exits with " + status);
        Violation.unless(watch.words.has("finished"), "nitro does not say that it has finished");
        nothingRemains();
    }

    void executed(Executed executed) {
        if (executed.path().endsWith("SYS/fatal")) {
            Violation.unless(misfortune.struck(), "nitro gives up");
            return;
        }
        if (executed.path().equals("/bin/nitro")) {
            Violation.unless(
                    executed.argv().equals(List.of("nitro", World.SERVICES)),
                    "nitro starts over as " + executed.argv());
        }
        nothingRemains();
    }

    void halted() {
        if (watch.rescues()) {
            return; // who could not begin has nothing to end
        }
        nothingRemains();
        boolean alive = world.posix.processes().list().stream().anyMatch(p -> p.isAlive() && !p.isStuck());
        Violation.unless(
                !alive, "processes are left: " + world.posix.processes().list());
        List<String> calls = world.posix.machineCalls();
        List<String> last = calls.subList(Math.max(0, calls.size() - 4), calls.size());
        boolean readOnly = last.contains("remount / read-only") || watch.words.has("remount");
        Violation.unless(readOnly && last.get(2).equals("sync"), "the machine ends by " + calls);
    }

    private void nothingRemains() {
        Violation.unless(watch.inside.closing(), "nitro ends without an order");
        Violation.unless(watch.words.has(" done."), "nitro ends before its services");
        for (int pid : watch.promises.children().keySet()) {
            FakeProcess process = world.posix.processes().get(pid);
            Violation.unless(
                    process == null || process.isStuck() || watch.promises.dies(pid), "nitro leaves " + process);
        }
        boolean socket = world.posix.files().exists(World.SOCKET);
        boolean said = watch.words.has("unlink") || watch.words.has("stat " + World.SOCKET);
        Violation.unless(!socket || misfortune.struck() && said, "nitro leaves its socket");
        Violation.unless(world.posix.files().exists(World.NOTIFY), "nitro takes notify/ with it");
    }
}
