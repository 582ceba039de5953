package nitro.ready;

import nitro.loop.Loop;
import nitro.posix.Invocation;
import nitro.posix.Posix;

/** What every condition stands on. */
record Ground(Posix posix, Loop loop, Invocation call) {}
