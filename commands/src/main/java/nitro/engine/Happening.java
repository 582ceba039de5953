package nitro.engine;

import nitro.engine.life.Event;
import nitro.engine.life.Phase;

/**
 * Something happened to a service.
 *
 * @param service as it is now
 * @param before the phase that it was in, which may be the one that it is in now
 * @param viaDown whether it was DOWN for a moment between the two
 */
public record Happening(Snapshot service, Phase before, Event event, boolean viaDown) {}
