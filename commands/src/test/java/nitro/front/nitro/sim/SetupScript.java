package nitro.front.nitro.sim;

/** A setup: most do their work and are done, some do not. */
final class SetupScript extends Script {
    private boolean stubborn;

    SetupScript(World world) {
        super(world);
    }

    @Override
    void begin() {
        log("sets up");
        if (world.calm()) {
            exitAfter(chance.below(50), 0);
            return;
        }
        stubborn = chance.one(4);
        switch (chance.below(16)) {
            case 0 -> exitAfter(chance.below(200), 111);
            case 1 -> exitAfter(chance.below(200), 1 + chance.below(110));
            case 2 -> self().after(chance.below(200), () -> die(11));
            case 3, 4 -> exitAfter(chance.below(9000), 0);
            case 5, 6 -> hang();
            default -> exitAfter(chance.below(50), 0);
        }
    }

    @Override
    boolean heeds(int signal) {
        if (!world.calm() && chance.one(4)) {
            exitAfter(chance.below(200), 111);
            return true;
        }
        return stubborn && !world.calm();
    }
}
