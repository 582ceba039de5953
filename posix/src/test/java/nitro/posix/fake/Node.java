package nitro.posix.fake;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import nitro.posix.Errno;
import nitro.posix.FileStatus;
import org.jspecify.annotations.Nullable;

/** What a name in the simulated file tree stands for. */
abstract sealed class Node {
    long inode;
    int mode;

    /** Whose it is, if it is not ours. */
    int owner = -1;

    Node(int mode) {
        this.mode = mode;
    }

    abstract FileStatus.Type type();

    int size() {
        return 0;
    }

    static final class Directory extends Node {
        final Map<String, Node> entries = new TreeMap<>();
        Directory parent = this;
        String name = "";
        long device;

        Directory(int mode, long device) {
            super(mode);
            this.device = device;
        }

        @Override
        FileStatus.Type type() {
            return FileStatus.Type.DIRECTORY;
        }

        /** Its absolute path. */
        String path() {
            if (parent == this) {
                return "/";
            }
            String above = parent.path();
            return (above.equals("/") ? above : above + "/") + name;
        }
    }

    /** A file; one with a program can be executed, as far as its mode lets it. */
    static final class Regular extends Node {
        byte[] content = new byte[0];
        int writers;

        /** What is read from it is made then. */
        @Nullable
        Supplier<String> generated;

        @Nullable
        Supplier<Program> program;

        Errno whyNot = Errno.ENOEXEC;

        Regular(int mode) {
            super(mode);
        }

        @Override
        FileStatus.Type type() {
            return FileStatus.Type.FILE;
        }

        byte[] content() {
            return generated == null ? content : generated.get().getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        int size() {
            return content.length;
        }
    }

    static final class Link extends Node {
        final String target;

        Link(String target) {
            super(0777);
            this.target = target;
        }

        @Override
        FileStatus.Type type() {
            return FileStatus.Type.SYMLINK;
        }

        @Override
        int size() {
            return target.length();
        }
    }

    static final class Fifo extends Node {
        final FakePipe pipe;

        Fifo(int mode, FakePipe pipe) {
            super(mode);
            this.pipe = pipe;
        }

        @Override
        FileStatus.Type type() {
            return FileStatus.Type.FIFO;
        }
    }

    /** The name of a socket; it may outlive the socket. */
    static final class Bound extends Node {
        final FakeSocket socket;

        Bound(int mode, FakeSocket socket) {
            super(mode);
            this.socket = socket;
        }

        @Override
        FileStatus.Type type() {
            return FileStatus.Type.SOCKET;
        }
    }

    static final class Device extends Node {
        final FakeDevice device;

        Device(int mode, FakeDevice device) {
            super(mode);
            this.device = device;
        }

        @Override
        FileStatus.Type type() {
            return FileStatus.Type.DEVICE;
        }
    }
}
