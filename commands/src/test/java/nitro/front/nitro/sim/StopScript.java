package nitro.front.nitro.sim;

import nitro.posix.Signal;
import nitro.posix.fake.FakeProcess;

/** A program that is to stop a service: some do nothing, some do it late, some never end. */
final class StopScript extends Script {
    StopScript(World world) {
        super(world);
    }

    @Override
    void begin() {
        log("stops " + self().argv());
        int manner = world.calm() ? 9 : chance.below(10);
        switch (manner) {
            case 0 -> hang();
            case 1 -> exitAfter(0, 1);
            default -> self().after(manner == 2 ? chance.below(3000) : chance.below(50), this::stop);
        }
    }

    private void stop() {
        FakeProcess victim =
                world.posix.processes().get(Integer.parseInt(self().argv().get(1)));
        if (victim != null && victim.isAlive()) {
            world.posix.processes().kill(victim, Signal.TERM);
        }
        exit(0);
    }

    @Override
    boolean heeds(int signal) {
        return false;
    }
}
