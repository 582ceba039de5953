package nitro.ctl.show;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import nitro.command.ExitStatus;
import nitro.ctl.reach.DetailCache;
import nitro.ctl.reach.Failure;
import nitro.ctl.show.LogSearch.Found;
import nitro.ctl.verb.NitroctlOptions;
import nitro.ctl.verb.Verb;
import nitro.log.read.LocalZone;
import nitro.log.read.NitroTail;
import nitro.log.read.Tail;
import nitro.log.read.WantedLines;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;

/** The logs of services, as nitro-tail prints them. */
public final class ServiceLogPrinter {
    /** How many lines tell enough of a service. */
    private static final WantedLines FEW = new WantedLines(10, WantedLines.ALWAYS, null);

    private ServiceLogPrinter() {}

    /**
     * Some lines of a service's log.
     *
     * @param keeper the service whose directories they are in
     */
    public record Excerpt(String keeper, List<String> text) {
        static final Excerpt NONE = new Excerpt("", List.of());
    }

    /** nitroctl logs: nitro-tail with the options that were given. */
    public static int print(NitroctlOptions options, Invocation call, Platform platform) {
        List<String> args = new ArrayList<>(options.logOptions());
        args.add("--");
        args.addAll(options.services());
        Invocation tail = new Invocation(
                call.name() + " " + Verb.LOGS.names().getFirst(),
                args,
                call.environment(),
                call.self(),
                call.out(),
                call.err());
        return new NitroTail(new ServiceLogs(options.timeout())).run(tail, platform);
    }

    /**
     * The last lines that a service logged; none if nobody keeps them where we may read.
     *
     * @param brief whether their times are short
     */
    public static Excerpt last(String service, boolean brief, LocalZone zone, DetailCache details, Posix posix)
            throws Failure {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(lines, false, ISO_8859_1);
        try {
            Found found = ServiceLogs.find(service, details, posix);
            Tail tail = brief
                    ? Tail.brief(FEW, zone, posix, out, _ -> {})
                    : new Tail(FEW, false, false, zone, posix, out, _ -> {});
            tail.print(found.logs());
            out.flush();
            return new Excerpt(
                    found.keeper(), lines.toString(ISO_8859_1).lines().toList());
        } catch (Failure failure) {
            if (failure.status() != ExitStatus.ERROR) {
                throw failure;
            }
            return Excerpt.NONE; // status is about more than the log
        }
    }
}
