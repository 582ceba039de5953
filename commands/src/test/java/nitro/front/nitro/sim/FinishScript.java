package nitro.front.nitro.sim;

import nitro.spat.Request;

/** A finish: some hang, some are slow, some give orders about their own service. */
final class FinishScript extends Script {
    FinishScript(World world) {
        super(world);
    }

    @Override
    void begin() {
        log("finishes " + self().argv());
        if (world.calm()) {
            exitAfter(chance.below(50), 0);
            return;
        }
        switch (chance.below(self().argv().get(1).equals("111") ? 4 : 12)) {
            case 0 -> hang();
            case 1 -> exitAfter(chance.below(12_000), 3);
            case 2 -> exitAfter(chance.below(2000), 0);
            case 3 -> {
                order(new Request.Down(service()));
                exitAfter(chance.below(100), 0);
            }
            case 4 -> {
                order(new Request.Up(service()));
                exitAfter(chance.below(100), 0);
            }
            case 5 -> self().after(chance.below(100), () -> die(6));
            default -> exitAfter(chance.below(50), 0);
        }
    }

    @Override
    boolean heeds(int signal) {
        return true;
    }
}
