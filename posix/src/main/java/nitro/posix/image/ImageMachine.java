package nitro.posix.image;

import nitro.posix.ErrnoException;
import nitro.posix.Machine;
import org.graalvm.word.WordFactory;

/** {@link Machine}, in the image. */
final class ImageMachine implements Machine {
    private final Scratch scratch;

    ImageMachine(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public void reboot(Reboot command) throws ErrnoException {
        int number = switch (command) {
            case CAD_OFF -> MachineCalls.RB_DISABLE_CAD();
            case CAD_ON -> MachineCalls.RB_ENABLE_CAD();
            case RESTART -> MachineCalls.RB_AUTOBOOT();
            case HALT -> MachineCalls.RB_HALT_SYSTEM();
            case POWER_OFF -> MachineCalls.RB_POWER_OFF();
        };
        ErrnoNumber.check(MachineCalls.reboot(number), "reboot", "");
    }

    @Override
    public void sync() {
        MachineCalls.sync();
    }

    @Override
    public void mount(String source, String target, String type, boolean nodev, String options) throws ErrnoException {
        long flags = MachineCalls.MS_NOSUID() | (nodev ? MachineCalls.MS_NODEV() : 0);
        scratch.begin(Scratch.size(source) + Scratch.size(target) + Scratch.size(type) + Scratch.size(options));
        int result = MachineCalls.mount(
                scratch.string(source), scratch.string(target), scratch.string(type), flags, scratch.string(options));
        ErrnoNumber.check(result, "mount", target);
    }

    @Override
    public void remountRootReadOnly() throws ErrnoException {
        long flags = MachineCalls.MS_REMOUNT() | MachineCalls.MS_RDONLY();
        scratch.begin(Scratch.size("/"));
        int result = MachineCalls.mount(
                WordFactory.nullPointer(),
                scratch.string("/"),
                WordFactory.nullPointer(),
                flags,
                WordFactory.nullPointer());
        ErrnoNumber.check(result, "mount", "/");
    }
}
