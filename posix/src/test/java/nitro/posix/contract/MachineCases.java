package nitro.posix.contract;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Machine.Reboot;

/** {@link nitro.posix.Machine}, as far as a machine survives it. */
final class MachineCases {
    private MachineCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("reboot: not for everyone", MachineCases::reboot),
                new Case("sync: comes back", MachineCases::sync),
                new Case("mount: not for everyone", MachineCases::mountForbidden),
                new Case("mount: with its options, nosuid and nodev", MachineCases::mount),
                new Case("mount: why it fails", MachineCases::mountErrors),
                new Case("remountRootReadOnly: not for everyone", MachineCases::remount));
    }

    private static void reboot(World world) {
        Check.skipUnless(!world.isRoot(), "root could");
        for (Reboot command : Reboot.values()) {
            Check.fails(Errno.EPERM, () -> world.posix.reboot(command));
        }
    }

    private static void sync(World world) {
        world.posix.sync();
    }

    private static void mountForbidden(World world) {
        Check.skipUnless(!world.isRoot(), "root could");
        Check.fails(Errno.EPERM, () -> world.posix.mount("none", world.path(""), "tmpfs", true, "mode=0755"));
    }

    private static String inNamespace(World world, String action) throws ErrnoException {
        try {
            world.run("/usr/bin/unshare", "--user", "--map-root-user", "--mount", "/bin/true");
        } catch (ErrnoException | AssertionError e) {
            throw new Check.Skipped("no namespaces to mount in");
        }
        String unshare = "set -- unshare --user --map-root-user --mount \"$@\";";
        return world.finish(world.startHelper(unshare, action, world.path("")));
    }

    private static void mount(World world) throws ErrnoException {
        String output = inNamespace(world, "mount");
        String[] lines = output.split("\n");
        Check.equal(2, lines.length, "mounts in <" + output + ">");
        for (String option : List.of("tmpfs", "nosuid", "nodev", "mode=711")) {
            Check.that(lines[0].contains(option), option + " in " + lines[0]);
        }
        Check.that(lines[1].contains("nosuid") && !lines[1].contains("nodev"), "without nodev: " + lines[1]);
    }

    private static void mountErrors(World world) throws ErrnoException {
        Check.equal("ENOENT\nENODEV\n", inNamespace(world, "mount-errors"), "output");
    }

    private static void remount(World world) {
        Check.skipUnless(!world.isRoot(), "root could");
        Check.fails(Errno.EPERM, world.posix::remountRootReadOnly);
    }
}
