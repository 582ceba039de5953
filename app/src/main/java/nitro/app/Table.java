package nitro.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import nitro.check.NitroCheck;
import nitro.chpst.Chpst;
import nitro.chpst.Envdir;
import nitro.chpst.Envuidgid;
import nitro.chpst.Pgrphack;
import nitro.chpst.Setlock;
import nitro.chpst.Setuidgid;
import nitro.chpst.Softlimit;
import nitro.ctl.Nitroctl;
import nitro.ctl.init.Halt;
import nitro.ctl.init.Init;
import nitro.ctl.lookalike.Sv;
import nitro.ctl.show.ServiceLogs;
import nitro.front.dinit.Dinit;
import nitro.front.nitro.Nitro;
import nitro.log.read.NitroTail;
import nitro.log.write.NitroLog;
import nitro.posix.Command;
import nitro.posix.Machine.Reboot;
import nitro.ready.NitroReady;
import nitro.ready.NitroWait;
import org.jspecify.annotations.Nullable;

/** The table of names: every command that the jar, the launcher and the native image answer to. */
public final class Table {
    /** A name and what it does, in a few words. */
    record Row(String name, String summary) {}

    private static final List<Row> ROWS = List.of(
            new Row("nitro", "supervise the services of a directory; as pid 1, be the init"),
            new Row("nitroctl", "control and watch a running nitro"),
            new Row("nitro-check", "report mistakes in a services directory"),
            new Row("halt", "halt the machine"),
            new Row("poweroff", "power the machine off"),
            new Row("reboot", "reboot the machine"),
            new Row("init", "be the init of a machine, or control the running one"),
            new Row("dinit", "run the services of a container until one of them ends"),
            new Row("chpst", "run a program with a changed process state"),
            new Row("setuidgid", "run a program as another user"),
            new Row("envuidgid", "run a program with a user's numbers in its environment"),
            new Row("envdir", "run a program with variables from files"),
            new Row("pgrphack", "run a program in a session of its own"),
            new Row("setlock", "run a program while a file is locked"),
            new Row("softlimit", "run a program under resource limits"),
            new Row("nitro-wait", "wait until things are ready, then run a program"),
            new Row("nitro-ready", "run a daemon and report when it is ready"),
            new Row("nitro-log", "store the output of a service in rotated files"),
            new Row("nitro-tail", "print the last lines of logs, and follow them"),
            new Row("sv", "control services as scripts for runit do"));

    /** Names that belong to a machine's init. */
    private static final List<String> OF_INIT = List.of("halt", "poweroff", "reboot", "init");

    /** Names of programs of other packages. */
    private static final List<String> LOOKALIKES = List.of("sv");

    /** Which names an installation makes links for. */
    enum Range {
        /** The names of nitro and its helpers. */
        COMMANDS,
        /** Also the names of a machine's init. */
        WITH_INIT,
        /** Every name. */
        ALL
    }

    private Table() {}

    /** All names, in the order in which they are listed. */
    public static List<String> names() {
        return ROWS.stream().map(Row::name).toList();
    }

    static List<String> names(Range range) {
        return names().stream()
                .filter(name -> switch (range) {
                    case COMMANDS -> !LOOKALIKES.contains(name) && !OF_INIT.contains(name);
                    case WITH_INIT -> !LOOKALIKES.contains(name);
                    case ALL -> true;
                })
                .toList();
    }

    /** A switch and not a map: so no class is loaded but the one that runs. */
    static @Nullable Command command(String name) {
        return switch (name) {
            case "nitro" -> new Nitro(Table::version);
            case "nitroctl" -> new Nitroctl();
            case "nitro-check" -> new NitroCheck();
            case "halt" -> new Halt(Reboot.HALT);
            case "poweroff" -> new Halt(Reboot.POWER_OFF);
            case "reboot" -> new Halt(Reboot.RESTART);
            case "init" -> new Init(new Nitro(Table::version));
            case "dinit" -> new Dinit(Table::version);
            case "chpst" -> new Chpst(Table::version);
            case "setuidgid" -> new Setuidgid();
            case "envuidgid" -> new Envuidgid();
            case "envdir" -> new Envdir();
            case "pgrphack" -> new Pgrphack();
            case "setlock" -> new Setlock();
            case "softlimit" -> new Softlimit();
            case "nitro-wait" -> new NitroWait();
            case "nitro-ready" -> new NitroReady();
            case "nitro-log" -> new NitroLog(Table::version);
            case "nitro-tail" -> new NitroTail(new ServiceLogs());
            case "sv" -> new Sv();
            default -> null;
        };
    }

    static void print(PrintStream to) {
        to.println("usage: NAME [ARGUMENT ...], where NAME is one of");
        for (Row row : ROWS) {
            to.printf("  %-11s %s%n", row.name(), row.summary());
        }
    }

    /** The version of the build. */
    static String version() {
        return new String(resource("version"), StandardCharsets.US_ASCII).strip();
    }

    /** A file that the build has put in. */
    static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
