package nitro.posix.fake;

import java.nio.charset.StandardCharsets;
import nitro.posix.FileStatus;
import nitro.posix.PollSet;

/** The null device, or a terminal that keeps what is written to it. */
public final class FakeDevice {
    private final String name;
    private final boolean terminal;
    private final StringBuilder written = new StringBuilder();

    FakeDevice(String name, boolean terminal) {
        this.name = name;
        this.terminal = terminal;
    }

    /** All that was written to it so far, a char a byte. */
    public String written() {
        return written.toString();
    }

    /** Whether descriptors to {@code description} are a terminal's. */
    static boolean isTerminal(Description description) {
        return description instanceof Opened opened && opened.device().terminal;
    }

    Description open() {
        return new Opened();
    }

    private final class Opened extends Description {
        FakeDevice device() {
            return FakeDevice.this;
        }

        @Override
        FileStatus status(int uid) {
            return new FileStatus(FileStatus.Type.DEVICE, 0666, 0, 0, 0, uid, uid);
        }

        @Override
        int read(byte[] buffer) {
            if (terminal) {
                throw new WouldBlock("read of " + this);
            }
            return 0;
        }

        @Override
        int write(byte[] buffer, int offset, int length) {
            if (terminal) {
                written.append(new String(buffer, offset, length, StandardCharsets.ISO_8859_1));
            }
            return length;
        }

        @Override
        int ready() {
            return terminal ? PollSet.WRITE : PollSet.READ | PollSet.WRITE;
        }

        @Override
        boolean isAlwaysReady() {
            return !terminal;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
