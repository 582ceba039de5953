package nitro.posix.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nitro.posix.Capability;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Posix;
import nitro.posix.ProcessState.IoClass;
import nitro.posix.ProcessState.Resource;

/**
 * The other side of the cases on a process's state: makes changes to its own, each a word such as {@code nice=3}, and then
 * becomes a program, which its first argument names.
 */
final class StateHelper {
    private final Posix posix;
    private final List<String> environment = World.ENVIRONMENT; // now, since after a chroot no class is found
    private final Map<Resource, Long> limits = new EnumMap<>(Resource.class);

    StateHelper(Posix posix) {
        this.posix = posix;
    }

    /** Tells the first error, or becomes {@code sh -c script}. */
    void run(String script, List<String> changes) {
        try {
            for (String change : changes) {
                int sign = change.indexOf('=');
                make(change.substring(0, sign), change.substring(sign + 1));
            }
            posix.chain("/bin/sh", List.of("sh", "-c", script), environment, limits);
        } catch (ErrnoException e) {
            say(e.errno().name());
        }
    }

    private void say(String line) {
        byte[] bytes = (line + "\n").getBytes(ISO_8859_1);
        posix.write(1, bytes, 0, bytes.length);
    }

    private void make(String what, String value) throws ErrnoException {
        switch (what) {
            case "groups" -> posix.setgroups(numbers(value));
            case "gid" -> posix.setgid(Integer.parseInt(value));
            case "uid" -> posix.setuid(Integer.parseInt(value));
            case "root" -> {
                if (!posix.becomesRoot()) {
                    throw new ErrnoException("setuid", "0", Errno.EPERM);
                }
            }
            case "chroot" -> posix.chroot(value);
            case "nice" -> posix.addNice(Integer.parseInt(value));
            case "cpus" -> {
                BitSet processors = new BitSet();
                numbers(value).forEach(processors::set);
                posix.setAffinity(processors);
            }
            case "io" -> posix.setIoPriority(IoClass.valueOf(value), 0);
            case "lock" -> {
                int fd = posix.open(value, Files.WRITE, 0);
                say("locking");
                posix.flock(fd, true);
                posix.keepOnExec(fd);
            }
            case "bound" -> posix.boundCapabilities(capabilities(value));
            case "keep" -> posix.keepCapabilities();
            case "capabilities" -> posix.setCapabilities(capabilities(value));
            case "no-new-privileges" -> posix.setNoNewPrivileges();
            case "parent-death" -> posix.setParentDeathSignal(Integer.parseInt(value));
            case "open" -> posix.open(value, 0, 0);
            case "chain" -> chainTo(value);
            default -> limits.put(Resource.valueOf(what), Long.valueOf(value));
        }
    }

    /** Tells how it failed, and what is left of it. */
    private void chainTo(String missing) throws ErrnoException {
        try {
            posix.chain(missing, List.of("x"), List.of(), Map.of(Resource.DESCRIPTORS, 5L, Resource.CORE, 0L));
        } catch (ErrnoException e) {
            say(e.call() + " " + e.errno() + " " + posix.descriptorLimit());
        }
    }

    private static List<Integer> numbers(String value) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : value.split(",")) {
            if (!number.isEmpty()) {
                numbers.add(Integer.valueOf(number));
            }
        }
        return numbers;
    }

    private static Set<Capability> capabilities(String value) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        for (String name : value.split(",")) {
            if (!name.isEmpty()) {
                capabilities.add(Capability.valueOf(name));
            }
        }
        return capabilities;
    }
}
