package nitro.front.nitro.sim;

import nitro.spat.Request;

/** A script of SYS: setup, finish or final, which may take their time and give orders. */
final class SystemScript extends Script {
    private final Layout layout;

    SystemScript(World world, Layout layout) {
        super(world);
        this.layout = layout;
    }

    @Override
    void begin() {
        log("begins");
        if (world.calm()) {
            exitAfter(chance.below(50), 0);
            return;
        }
        if (chance.one(3)) {
            self().after(chance.below(300), () -> order(new Request.Down(layout.anyName())));
        }
        if (chance.one(6)) {
            self().after(chance.below(300), () -> order(new Request.Up(layout.anyName())));
        }
        switch (chance.below(9)) {
            case 8 -> {
                self().stuck(true);
                world.whenCalm(() -> self().stuck(false));
                hang();
            }
            case 0 -> hang();
            case 1 -> exitAfter(chance.below(12_000), 1);
            case 2 -> self().after(chance.below(200), () -> die(9));
            default -> exitAfter(chance.below(400), 0);
        }
    }

    @Override
    boolean heeds(int signal) {
        return chance.one(3);
    }
}
