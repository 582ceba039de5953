package nitro.ready;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import nitro.probe.CommandProbe;
import nitro.probe.Condition;
import nitro.probe.FileCondition;
import nitro.probe.HttpProbe;
import nitro.probe.Peer;
import nitro.probe.Probe;
import nitro.probe.ProbeContext;
import nitro.probe.ProcessProbe;
import nitro.probe.RepeatedProbe;
import nitro.probe.TcpProbe;
import nitro.probe.UnixProbe;
import nitro.spat.State;
import nitro.text.UsageException;

/** Reads conditions as they are written on command lines. */
final class Conditions {
    /** The longest that one attempt at a peer may take: a packet may have been lost, and nobody know it. */
    private static final long PEER_ANSWERS_WITHIN_MS = 10_000;

    private static final int LARGEST_PID = 1 << 22;

    private Conditions() {}

    /** @param pause milliseconds between attempts */
    static Condition of(String text, CommandContext context, long pause) throws UsageException {
        ProbeContext probes = context.probes();
        if (text.startsWith(HttpProbe.SCHEME)) {
            return peer(text, probes, pause, HttpProbe.of(text, probes));
        }
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        if (colon < 0 || rest.isEmpty()) {
            throw unknown(text);
        }
        return switch (text.substring(0, colon)) {
            case "tcp" -> peer(text, probes, pause, new TcpProbe(probes, Peer.of(rest, 0, text)));
            case "unix" -> local(text, probes, pause, new UnixProbe(probes, rest));
            case "file" -> new FileCondition(text, probes, rest, true);
            case "gone" -> new FileCondition(text, probes, rest, false);
            case "exec" -> local(text, probes, pause, new CommandProbe(probes, rest));
            case "pid" -> local(text, probes, pause, new ProcessProbe(probes, pid(text, rest)));
            case "service" -> service(text, rest, context, pause);
            case "https" -> throw new UsageException(text + ": no TLS; use exec: with a program that has it");
            default -> throw unknown(text);
        };
    }

    private static Condition peer(String text, ProbeContext context, long pause, Probe probe) {
        return new RepeatedProbe(text, context, pause, PEER_ANSWERS_WITHIN_MS, probe);
    }

    /** An attempt has as long as the condition itself. */
    private static Condition local(String text, ProbeContext context, long pause, Probe probe) {
        return new RepeatedProbe(text, context, pause, Probe.NO_LIMIT, probe);
    }

    private static UsageException unknown(String text) {
        return new UsageException(
                text + ": not a condition; use tcp:, unix:, http://, file:, gone:, exec:, service: or pid:");
    }

    private static int pid(String text, String word) throws UsageException {
        int pid = word.matches("[0-9]{1,9}") ? Integer.parseInt(word) : 0;
        if (pid < 1 || pid > LARGEST_PID) {
            throw new UsageException(text + ": not a process number");
        }
        return pid;
    }

    private static Condition service(String text, String rest, CommandContext context, long pause)
            throws UsageException {
        int sign = rest.lastIndexOf('=');
        String name = sign < 0 ? rest : rest.substring(0, sign);
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw new UsageException(text + ": not a service name");
        }
        Set<State> wanted = EnumSet.of(State.UP, State.ONESHOT);
        if (sign >= 0) {
            try {
                wanted = EnumSet.of(State.valueOf(rest.substring(sign + 1).toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new UsageException(text + ": no state of nitro's");
            }
        }
        return new ServiceCondition(text, context.probes(), pause, context.call(), name, wanted);
    }
}
