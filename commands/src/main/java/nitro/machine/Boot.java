package nitro.machine;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.Machine.Reboot;
import nitro.posix.Posix;

/** The preparations of pid 1 before it becomes a supervisor (spec 1.1, 7.1). */
public final class Boot {
    private Boot() {}

    /** Whether the machine is ours: in a container the kernel does not let us take Ctrl-Alt-Del. */
    public static boolean takeMachine(Posix posix) {
        try {
            posix.reboot(Reboot.CAD_OFF);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** Mounts /dev and /run if that is left to us; returns what there is to complain of, since there may be no console yet. */
    public static List<String> mount(Posix posix) {
        List<String> complaints = new ArrayList<>();
        if (!exists(posix, "/dev/null")) {
            mount(posix, "/dev", "devtmpfs", false, complaints);
        }
        mount(posix, "/run", "tmpfs", true, complaints);
        return complaints;
    }

    private static void mount(Posix posix, String target, String type, boolean nodev, List<String> complaints) {
        try {
            if (!isMount(posix, target)) {
                posix.mount(type, target, type, nodev, "mode=0755");
            }
        } catch (ErrnoException e) {
            complaints.add("can't mount " + target + ": " + e.reason());
        }
    }

    private static boolean exists(Posix posix, String path) {
        try {
            posix.stat(path);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    private static boolean isMount(Posix posix, String path) throws ErrnoException {
        return posix.stat(path).device() != posix.stat("/").device();
    }
}
