package nitro.front.nitro.sim;

import nitro.posix.ErrnoException;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.Program;

/** The program nitro as the helpers that it executes itself as. */
final class Helper implements Program {
    private static final int KILL = 9;

    private final World world;

    Helper(World world) {
        this.world = world;
    }

    @Override
    public void start(FakeProcess self) {
        world.history.add(self.pid() + "", () -> "helper " + self.argv());
        switch (self.argv().get(1)) {
            case "--kill-all" -> {
                self.kill(-1, KILL);
                self.exit(0);
            }
            case "--with-terminal" -> {
                try {
                    self.exec(
                            self.argv().get(2),
                            self.argv().subList(3, self.argv().size()));
                } catch (ErrnoException e) {
                    self.exit(111);
                }
            }
            default -> throw new AssertionError("executed as " + self.argv());
        }
    }
}
