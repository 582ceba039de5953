package nitro.posix.image;

import java.util.concurrent.TimeUnit;
import nitro.posix.ErrnoException;
import org.graalvm.word.WordFactory;

/** The operating system, in the image; here the calls that concern the whole machine. */
public final class ImagePosix extends ImageTerminals {
    @Override
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
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
