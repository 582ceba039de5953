package nitro.ready;

import nitro.loop.Loop;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.probe.ProbeContext;

/** The environment of nitro-wait and nitro-ready. */
record CommandContext(Posix posix, Loop loop, Invocation call) {
    ProbeContext probes() {
        ChildProcesses children = new ChildProcesses(posix, loop);
        return new ProbeContext(posix, loop, children, call.self(), call.environment());
    }
}
