package nitro.front.nitro.sim;

import nitro.posix.Errno;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.Program;
import nitro.spat.Request;

/** A service: what its run does while it lives, and how it ends. A logger reads what it is given. */
final class RunScript extends Script {
    /** How it takes the order to end. */
    private enum Manner {
        OBEYS,
        TIDIES_UP,
        TAKES_TIME,
        IGNORES
    }

    private Manner manner = Manner.OBEYS;
    private boolean ending;

    RunScript(World world) {
        super(world);
    }

    @Override
    void begin() {
        manner = world.calm() ? Manner.TIDIES_UP : manner();
        log("runs");
        if (!self().isAlive()) {
            return; // nobody reads its output: SIGPIPE
        }
        readLog();
        becomeReady();
        if (!world.calm()) {
            live();
        }
    }

    private Manner manner() {
        return switch (chance.below(8)) {
            case 0 -> Manner.IGNORES;
            case 1 -> Manner.TAKES_TIME;
            case 2, 3 -> Manner.TIDIES_UP;
            default -> Manner.OBEYS;
        };
    }

    private void live() {
        switch (chance.below(16)) {
            case 0, 1 -> exitAfter(chance.below(3000), chance.below(3));
            case 2 -> self().after(chance.below(3000), () -> die(11));
            case 3 -> exitAfter(0, chance.below(2));
            case 4, 5 -> multiply();
            case 6 -> {
                self().stuck(true);
                self().after(chance.below(9000), () -> self().stuck(false));
                world.whenCalm(() -> self().stuck(false));
            }
            case 7 -> self().after(chance.below(3000), () -> order(new Request.Restart(service())));
            case 8 -> self().after(chance.below(3000), () -> order(new Request.Down(service())));
            default -> chat();
        }
    }

    /** Writes a few lines over the time. */
    private void chat() {
        for (int i = chance.below(4); i > 0; i--) {
            int number = i;
            self().after(chance.below(5000), () -> log("says " + number));
        }
    }

    /** Has children, of which some stay when it goes, and some have children in turn. */
    private void multiply() {
        for (int i = 1 + chance.below(3); i > 0; i--) {
            FakeProcess child = self().fork(descendant());
            if (chance.one(4)) {
                child.newSession();
            }
        }
        if (chance.one(2)) {
            exitAfter(chance.below(3000), 0);
        }
    }

    private Program descendant() {
        return switch (chance.below(4)) {
            case 0 -> Program.exits(chance.below(3), chance.below(4000));
            case 1 ->
                new Program() {
                    @Override
                    public void start(FakeProcess self) {
                        self.fork(Program.exits(0, chance.below(500)));
                        self.after(chance.below(1000), () -> self.exit(0));
                    }
                };
            case 2 ->
                new Program() {
                    @Override
                    public void start(FakeProcess self) {
                        self.after(20_000, () -> self.exit(0));
                    }

                    @Override
                    public boolean signal(FakeProcess self, int signal) {
                        return true;
                    }
                };
            default -> Program.idle();
        };
    }

    private void readLog() {
        if (!self().descriptors().getOrDefault(0, "").startsWith("pipe")) {
            return;
        }
        boolean deaf = !world.calm() && chance.one(10);
        if (deaf) {
            say("reads nothing");
            return;
        }
        long start = world.posix.now();
        self().reads(0, new FakeProcess.Reader() {
            @Override
            public void data(String bytes) {
                say("read " + bytes.length() + " bytes");
            }

            @Override
            public void end() {
                say("read to the end");
                if (world.posix.now() - start > 10) { // else the pipe stands in for a missing /dev/null
                    exitAfter(chance.below(30), 0);
                }
            }
        });
    }

    private void becomeReady() {
        String wanted = world.notification(self().directory());
        String number = wanted.replaceAll("[^0-9]", "");
        if (!wanted.isEmpty() && (number.isEmpty() || number.equals("0"))) {
            if (world.calm() || chance.one(2)) {
                self().after(chance.below(2500), () -> order(new Request.Ready(service())));
            }
        } else if (number.length() == 1) {
            int fd = Integer.parseInt(number);
            switch (world.calm() ? 9 : chance.below(10)) {
                case 0 -> self().after(chance.below(1000), () -> self().close(fd));
                case 1 -> self().after(chance.below(1000), () -> tell(fd, "not yet"));
                case 2 -> say("never says that it is ready");
                case 3 -> self().after(chance.below(3000), () -> tell(fd, "x\ny\n"));
                default -> self().after(chance.below(300), () -> tell(fd, "\n"));
            }
        }
    }

    private void tell(int fd, String text) {
        int result = self().write(fd, text);
        say("tells " + fd + (result < 0 ? ": " + Errno.of(result) : ""));
    }

    @Override
    boolean heeds(int signal) {
        switch (manner) {
            case OBEYS -> {
                return false;
            }
            case TIDIES_UP -> endAfter(chance.below(300));
            case TAKES_TIME -> endAfter(chance.below(10_000));
            case IGNORES -> say("ignores it");
        }
        return true;
    }

    private void endAfter(int millis) {
        if (!ending) {
            ending = true;
            self().after(millis, () -> {
                log("ends");
                exit(0);
            });
        }
    }
}
