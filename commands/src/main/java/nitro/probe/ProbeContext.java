package nitro.probe;

import java.util.List;
import nitro.loop.Loop;
import nitro.posix.Posix;
import nitro.posix.Self;

/**
 * The environment of probes.
 *
 * @param processes starts processes and reports their ends
 * @param self this very program, which looks host names up in a process of its own
 * @param environment of the processes that are started, {@code NAME=VALUE} byte strings
 */
public record ProbeContext(Posix posix, Loop loop, ProcessRunner processes, Self self, List<String> environment) {}
