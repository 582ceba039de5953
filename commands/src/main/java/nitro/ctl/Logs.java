package nitro.ctl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import nitro.logs.NitroTail;
import nitro.logs.Tail;
import nitro.logs.Tail.Log;
import nitro.logs.Wanted;
import nitro.logs.Zone;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;

/** What services logged, as nitro-tail prints it. */
final class Logs {
    /** How many lines tell enough of a service. */
    private static final Wanted FEW = new Wanted(10, Wanted.ALWAYS, null);

    private Logs() {}

    /** nitroctl logs: nitro-tail with these arguments. */
    static int print(List<String> args, Invocation call, Platform platform) {
        Invocation tail = new Invocation(
                call.name() + " " + Verb.LOGS.names().getFirst(),
                args,
                call.environment(),
                call.self(),
                call.out(),
                call.err());
        return new NitroTail(new ServiceLogs()).run(tail, platform);
    }

    /** The last lines that a service logged; none if nobody keeps them where we may read. */
    static List<String> last(String service, Invocation call, Platform platform) {
        Posix posix = platform.posix();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(lines, false, ISO_8859_1);
        try {
            List<Log> logs = new ServiceLogs().logs(service, call, platform);
            Zone zone = Zone.find(call.variable("TZ"), posix);
            new Tail(FEW, false, false, zone, posix, out, _ -> {}).print(logs);
        } catch (IOException e) {
            return List.of(); // status is about more than the log
        }
        out.flush();
        return lines.toString(ISO_8859_1).lines().toList();
    }
}
