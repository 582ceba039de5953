package nitro.chpst;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nitro.command.CommandFailure;
import nitro.command.Program;
import nitro.command.Trust;
import nitro.posix.Capability;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.posix.ProcessState.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a plan, in one order whatever that of the options: what needs privileges before they go, what the tool itself
 * could not live with at the end.
 *
 * <p>Limits are reckoned early and take force with the program: nothing of them then hinders the tool, and a limit of
 * processes is not held against who has more already. A lock and the directory of variables are of the old root; users
 * are of the new one.
 */
final class Transition {
    private static final String OOM_SCORE = "/proc/self/oom_score_adj";
    private static final int LOCK_MODE = 0600;

    private final Plan plan;
    private final Posix posix;
    private final Invocation call;
    private final Environment environment;
    private final int parent;

    private Transition(Plan plan, Posix posix, Invocation call) {
        this.plan = plan;
        this.posix = posix;
        this.call = call;
        environment = new Environment(call.environment());
        parent = plan.parentDeathSignal == 0 ? 0 : posix.getppid();
    }

    /** Becomes the program; only failures come back. */
    static CommandFailure carryOut(Plan plan, Posix posix, Invocation call) {
        try {
            return new Transition(plan, posix, call).run();
        } catch (CommandFailure failure) {
            return failure;
        }
    }

    private CommandFailure run() throws CommandFailure {
        environment();
        Map<Resource, Long> limits = limits();
        priorities();
        session();
        lock();
        root();
        directory();
        Users users = plan.root == null ? Users.ofSystem(posix) : Users.ofFiles(posix);
        tell(users);
        identity(users);
        rest();
        List<String> variables = environment.entries();
        note("execute " + plan.program.getFirst());
        call.out().flush();
        plan.closed.forEach(posix::close);
        Program program = new Program(posix, call.environment());
        return CommandFailure.error(
                plan.program.getFirst(), program.become(plan.program, plan.argumentZero, variables, limits));
    }

    /** A system call that is no use trying further without. */
    private interface Step {
        void make() throws ErrnoException;
    }

    /** Makes it; the line of its failure begins with what was tried. */
    private void step(String what, Step step) throws CommandFailure {
        try {
            step.make();
        } catch (ErrnoException e) {
            throw CommandFailure.error(what, e);
        }
        note(what);
    }

    private void note(String what) {
        if (plan.verbose) {
            call.err().print(call.name() + ": " + what + "\n");
        }
    }

    private void environment() throws CommandFailure {
        if (plan.environmentFile != null) {
            EnvironmentFile.addTo(environment, posix, plan.environmentFile, trust());
            note("environment of " + plan.environmentFile);
        }
        if (plan.environmentDirectory != null) {
            Plan.Directory from = plan.environmentDirectory;
            new EnvironmentDirectory(posix, from.path(), from.strict(), trust()).addTo(environment);
            note("environment of " + from.path());
        }
    }

    private FileTrust trust() {
        Trust ours = Trust.ofOurs(posix);
        return new FileTrust(
                ours, () -> trustOfProgram(ours), line -> call.err().print(call.name() + ": " + line + "\n"));
    }

    /** A user of another root is not known yet, and counts for no more than we do. */
    private Trust trustOfProgram(Trust ours) {
        try {
            return plan.user == null || plan.root != null
                    ? ours
                    : ours.with(find(Users.ofSystem(posix), plan.user).uid());
        } catch (CommandFailure e) {
            return ours; // the user is looked up again, and that failure is reported
        }
    }

    private Map<Resource, Long> limits() throws CommandFailure {
        Map<Resource, Long> soft = new EnumMap<>(Resource.class);
        for (var limit : plan.limits.entrySet()) {
            Resource resource = limit.getKey();
            String what = "limit " + resource.name().toLowerCase(Locale.ROOT);
            step(what, () -> soft.put(resource, lesser(limit.getValue(), posix.hardLimit(resource))));
        }
        return soft;
    }

    private static long lesser(long one, long two) {
        return Long.compareUnsigned(one, two) < 0 ? one : two;
    }

    private void priorities() throws CommandFailure {
        if (plan.nice != 0) {
            step("nice " + plan.nice, () -> posix.addNice(plan.nice));
        }
        Integer score = plan.oomScore;
        if (score != null) {
            step("oom score " + score, () -> write(OOM_SCORE, score.toString()));
        }
        BitSet processors = plan.processors;
        if (processors != null) {
            step("processors " + processors, () -> posix.setAffinity(processors));
        }
        Plan.Io io = plan.io;
        if (io != null) {
            step("io priority " + io.to(), () -> posix.setIoPriority(io.to(), io.level()));
        }
    }

    private void write(String path, String text) throws ErrnoException {
        int fd = posix.open(path, Files.WRITE, 0);
        try {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            int count = posix.write(fd, bytes, 0, bytes.length);
            if (count < 0) {
                throw new ErrnoException("write", path, Errno.of(count));
            }
        } finally {
            posix.close(fd);
        }
    }

    /** A process that leads a group already cannot begin a session, and need not. */
    private void session() {
        if (plan.newSession) {
            try {
                posix.setsid();
                note("session");
            } catch (ErrnoException e) {
                note("session: " + e.reason());
            }
        }
    }

    private void lock() throws CommandFailure {
        Plan.Lock lock = plan.lock;
        if (lock == null) {
            return;
        }
        try {
            step("lock " + lock.path(), () -> {
                int flags = Files.WRITE | Files.APPEND | Files.CREATE | Files.NONBLOCK;
                int fd = posix.open(lock.path(), flags, LOCK_MODE);
                posix.flock(fd, lock.waits());
                posix.keepOnExec(fd);
            });
        } catch (CommandFailure failure) {
            throw lock.quiet() ? new CommandFailure(0, "") : failure;
        }
    }

    private void root() throws CommandFailure {
        String root = plan.root;
        if (root != null) {
            step("root " + root, () -> posix.chroot(root));
        }
    }

    private void directory() throws CommandFailure {
        String directory = plan.directory;
        if (directory != null) {
            step("directory " + directory, () -> posix.chdir(directory));
        }
    }

    private static Users.Identity find(Users users, Plan.User user) throws CommandFailure {
        return user.plain() ? users.account(user.spec()) : users.named(user.spec());
    }

    private void tell(Users users) throws CommandFailure {
        if (plan.told != null) {
            Users.Identity identity = find(users, plan.told);
            environment.change("GID=" + Integer.toUnsignedString(identity.gid()));
            environment.change("UID=" + Integer.toUnsignedString(identity.uid()));
        }
    }

    private void identity(Users users) throws CommandFailure {
        Set<Capability> capabilities = plan.capabilities;
        if (capabilities != null) {
            step("bounding set " + capabilities, () -> {
                posix.boundCapabilities(capabilities);
                posix.keepCapabilities();
            });
        }
        Users.Identity identity = plan.user == null ? null : find(users, plan.user);
        if (identity != null) {
            become(identity);
        }
        if (capabilities != null) {
            step("capabilities " + capabilities, () -> posix.setCapabilities(capabilities));
        }
        if (identity != null && identity.uid() != 0 && !mayBeRoot(capabilities) && posix.becomesRoot()) {
            throw CommandFailure.error(
                    "user " + Integer.toUnsignedString(identity.uid()) + ": could become root again");
        }
    }

    private void become(Users.Identity identity) throws CommandFailure {
        List<String> groups =
                identity.groups().stream().map(Integer::toUnsignedString).toList();
        step("groups " + String.join(" ", groups), () -> posix.setgroups(identity.groups()));
        step("group " + groups.getFirst(), () -> posix.setgid(identity.gid()));
        step("user " + Integer.toUnsignedString(identity.uid()), () -> posix.setuid(identity.uid()));
    }

    /**
     * Whether {@code --caps} asks for a way back to user 0. No other capability gives it: the bounding set is the list, so
     * what is not in the list cannot be gained.
     */
    private static boolean mayBeRoot(@Nullable Set<Capability> capabilities) {
        return capabilities != null && capabilities.contains(Capability.SETUID);
    }

    /** Makes the changes that a change of user would undo, or that could hinder the tool itself. */
    private void rest() throws CommandFailure {
        if (plan.noNewPrivileges) {
            step("no new privileges", posix::setNoNewPrivileges);
        }
        if (plan.umask != null) {
            posix.umask(plan.umask);
            note("umask " + Integer.toOctalString(plan.umask));
        }
        if (plan.parentDeathSignal != 0) {
            step("signal at the parent's death", () -> posix.setParentDeathSignal(plan.parentDeathSignal));
            if (posix.getppid() != parent) { // it died before it could be heard
                posix.kill(posix.getpid(), plan.parentDeathSignal);
            }
        }
    }
}
