package nitro.ctl.init;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Complaints;
import nitro.ctl.reach.Connect;
import nitro.ctl.reach.Failure;
import nitro.ctl.verb.Arguments;
import nitro.posix.ClientPosix;
import nitro.posix.Command;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Machine.Reboot;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.spat.Request;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** halt, poweroff and reboot: ask nitro to end, or end the machine at once, or only write it down (spec 6.6). */
public final class Halt implements Command {
    private static final String FORCE = "-f";
    private static final String SHUTDOWN_RECORD = "-w";
    private static final String BOOT_RECORD = "-B";

    private final Reboot kind;
    private final InstantSource clock;

    /** @param kind what the machine does in the end: HALT, POWER_OFF or RESTART */
    public Halt(Reboot kind) {
        this(kind, InstantSource.system());
    }

    Halt(Reboot kind, InstantSource clock) {
        this.kind = kind;
        this.clock = clock;
    }

    @Override
    public int run(Invocation call, Platform platform) {
        Complaints complaints = new Complaints(call.name(), call.err());
        try {
            ParseResult line = Arguments.parse(spec(call.name()), call);
            if (line == null) {
                return 0;
            }
            if (line.hasMatchedOption(BOOT_RECORD)) {
                writeBoot(platform.client());
            } else if (line.hasMatchedOption(SHUTDOWN_RECORD)) {
                writeShutdown(platform.client());
            } else if (line.hasMatchedOption(FORCE)) {
                force(platform.posix());
            } else {
                ask(call, platform.client());
            }
        } catch (Failure failure) {
            complaints.add(failure);
        }
        return complaints.status();
    }

    private CommandSpec spec(String name) {
        CommandSpec spec = Arguments.command(name, "Makes nitro stop all services and then " + deed() + ".")
                .addOption(Arguments.flag(FORCE, "Do it at once, without nitro; only sync(2) is called before."));
        if (kind != Reboot.RESTART) {
            spec.addOption(Arguments.flag(SHUTDOWN_RECORD, "Only record the shutdown in " + LoginRecord.WTMP + "."))
                    .addOption(
                            Arguments.flag(BOOT_RECORD, "Only record the boot there and in " + LoginRecord.UTMP + "."));
        }
        return spec;
    }

    private String deed() {
        return switch (kind) {
            case HALT -> "halt the machine";
            case POWER_OFF -> "power the machine off";
            default -> "reboot the machine";
        };
    }

    private void ask(Invocation call, ClientPosix posix) throws Failure {
        try (Client client = Connect.client(call, posix, Long.MAX_VALUE)) {
            client.order(kind == Reboot.RESTART ? new Request.Reboot() : new Request.Shutdown());
        }
    }

    private void force(Posix posix) throws Failure {
        posix.sync();
        try {
            posix.reboot(kind);
        } catch (ErrnoException e) {
            throw Failure.error("reboot: " + e.reason());
        }
    }

    private void writeShutdown(ClientPosix posix) throws Failure {
        append(posix, LoginRecord.WTMP, LoginRecord.ofShutdown(clock.instant(), release(posix), architecture()));
    }

    private void writeBoot(ClientPosix posix) throws Failure {
        byte[] record = LoginRecord.ofBoot(clock.instant(), release(posix), architecture());
        append(posix, LoginRecord.WTMP, record);
        append(posix, LoginRecord.UTMP, record);
    }

    /** Appends it if the file exists: a system that wants no such records has none. */
    private static void append(ClientPosix posix, String path, byte[] record) throws Failure {
        try {
            posix.append(path, record);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw Failure.error(path + ": " + e.reason());
            }
        }
    }

    /** The kernel's release as uname(2) tells it; empty where /proc is missing. */
    private static String release(ClientPosix posix) {
        try {
            return new String(posix.head("/proc/sys/kernel/osrelease", 256), StandardCharsets.ISO_8859_1).strip();
        } catch (ErrnoException _) {
            return "";
        }
    }

    private static String architecture() {
        return System.getProperty("os.arch", "");
    }
}
