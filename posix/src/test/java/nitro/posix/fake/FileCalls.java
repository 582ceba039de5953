package nitro.posix.fake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nitro.posix.ClientPosix;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.Mailbox;
import nitro.posix.Paths;
import org.jspecify.annotations.Nullable;

/** Our process's calls on files and descriptors. */
abstract class FileCalls implements ClientPosix, Files, Paths {
    private long mostFileBytes = Long.MAX_VALUE;

    final Chance chance;
    final FakeClock clock;
    final FakeFiles files = new FakeFiles();
    final FakeSockets sockets = new FakeSockets(files);
    final FakeProcesses processes;
    final FakeProcess self;

    @Nullable
    FakeMailbox mailbox;

    int uid = 1000;
    /** Whose sockets' files are; -1: our own. */
    private int fileUser = -1;

    final Map<String, Integer> lost = new LinkedHashMap<>();
    private int umask = 0022;
    private int pipes;

    FileCalls(Chance chance, int pid, long limit) {
        this.chance = chance;
        clock = new FakeClock(chance);
        processes = new FakeProcesses(clock, files, sockets, chance);
        self = new FakeProcess(processes, pid, new DescriptorTable(limit), files.root, Program.idle());
        self.group = pid;
        self.session = pid;
        processes.add(self, null);
        processes.self = self;
    }

    DescriptorTable table() {
        return self.descriptors;
    }

    boolean privileged() {
        return uid == 0;
    }

    /** Walks as our process does. */
    FakeFiles.Walk walk(String call, String path, boolean follow) throws ErrnoException {
        return files.find(call, self.directory, path, follow, privileged());
    }

    Node existing(String call, String path, boolean follow) throws ErrnoException {
        Node node = walk(call, path, follow).node();
        if (node == null) {
            throw new ErrnoException(call, path, Errno.ENOENT);
        }
        return node;
    }

    void permit(String call, String path, Node node, int bits) throws ErrnoException {
        if (!privileged() && (node.mode & bits) != bits) {
            throw new ErrnoException(call, path, Errno.EACCES);
        }
    }

    Node.Directory directoryAt(String call, String path) throws ErrnoException {
        if (existing(call, path, true) instanceof Node.Directory directory) {
            return directory;
        }
        throw new ErrnoException(call, path, Errno.ENOTDIR);
    }

    private void enterNew(String call, String path, Node node) throws ErrnoException {
        FakeFiles.Walk walk = walk(call, path.endsWith("/") ? path.substring(0, path.length() - 1) : path, false);
        if (walk.node() != null) {
            throw new ErrnoException(call, path, Errno.EEXIST);
        }
        permit(call, path, walk.parent(), 0200);
        FakeFiles.enter(walk.parent(), walk.name(), files.numbered(node));
    }

    @Override
    public long now() {
        return clock.now();
    }

    @Override
    public int getpid() {
        return self.pid();
    }

    @Override
    public void setFileUser(int user) {
        if (privileged()) {
            fileUser = user == uid ? -1 : user;
        }
    }

    final void bind(FakeSocket socket, String path) throws ErrnoException {
        sockets.bind(self.directory, socket, path, privileged());
        if (!path.startsWith("\0")) {
            existing("bind", path, false).owner = fileUser;
        }
    }

    @Override
    public int open(String path, int flags, int mode) throws ErrnoException {
        table().lowestFree("open");
        return table().add("open", openDescription(path, flags, mode));
    }

    private Description openDescription(String path, int flags, int mode) throws ErrnoException {
        boolean writing = (flags & WRITE) != 0;
        boolean reading = !writing || (flags & READ) != 0;
        FakeFiles.Walk walk = walk("open", path, (flags & NOFOLLOW) == 0);
        Node node = walk.node();
        if (node == null && (flags & CREATE) != 0) {
            permit("open", path, walk.parent(), 0200);
            Node.Regular made = files.numbered(new Node.Regular(mode & ~umask));
            return new OpenFile(FakeFiles.enter(walk.parent(), walk.name(), made), walk.parent().device, path, flags);
        }
        if (node == null) {
            throw new ErrnoException("open", path, Errno.ENOENT);
        }
        permit("open", path, node, (writing ? 0200 : 0) | (reading ? 0400 : 0));
        return switch (node) {
            case Node.Device device -> device.device.open();
            case Node.Fifo fifo -> openFifo(path, fifo.pipe, writing && !reading, (flags & NONBLOCK) != 0);
            case Node.Bound bound -> throw new ErrnoException("open", path, Errno.ENXIO);
            case Node.Link link -> throw new ErrnoException("open", path, Errno.ELOOP);
            case Node.Directory directory -> {
                if (writing) {
                    throw new ErrnoException("open", path, Errno.EISDIR);
                }
                yield new OpenFile(directory, directory.device, path, flags);
            }
            case Node.Regular file -> {
                if (writing && (flags & TRUNCATE) != 0) {
                    file.content = new byte[0];
                }
                yield new OpenFile(file, walk.parent().device, path, flags);
            }
        };
    }

    private static Description openFifo(String path, FakePipe pipe, boolean writing, boolean nonblocking)
            throws ErrnoException {
        if (writing && pipe.readers() == 0 && nonblocking) {
            throw new ErrnoException("open", path, Errno.ENXIO);
        }
        if (!nonblocking && (writing ? pipe.readers() : pipe.writers()) == 0) {
            throw new WouldBlock("open of " + path);
        }
        return writing ? pipe.writer(nonblocking) : pipe.reader(nonblocking);
    }

    @Override
    public void close(int fd) {
        table().close(fd);
    }

    @Override
    public int read(int fd, byte[] buffer) {
        Description description = table().get(fd);
        return description == null ? Errno.EBADF.code() : description.read(buffer);
    }

    @Override
    public int pread(int fd, byte[] buffer, long position) {
        Description description = table().get(fd);
        return description == null ? Errno.EBADF.code() : description.pread(buffer, position);
    }

    @Override
    public FileStatus fstat(int fd) throws ErrnoException {
        return table().require("fstat", fd).status(uid);
    }

    @Override
    public int write(int fd, byte[] buffer, int offset, int length) {
        Description description = table().get(fd);
        if (description == null) {
            return Errno.EBADF.code();
        }
        if (!(description instanceof OpenFile file) || length == 0) {
            return description.writeAll(buffer, offset, length);
        }
        int room = (int) Math.min(length, Math.max(0, mostFileBytes - file.end()));
        return room == 0 ? Errno.EFBIG.code() : description.writeAll(buffer, offset, room);
    }

    /** No file can be written to beyond this: by RLIMIT_FSIZE, or by a file system. */
    public void limitFiles(long bytes) {
        mostFileBytes = bytes;
    }

    @Override
    public Pipe pipe(boolean nonblockingRead) throws ErrnoException {
        String name = "pipe " + ++pipes;
        FakePipe pipe = new FakePipe(name, bytes -> lost.merge(name, bytes, Integer::sum));
        int reader = table().add("pipe2", pipe.reader(nonblockingRead));
        try {
            return new Pipe(reader, table().add("pipe2", pipe.writer(false)));
        } catch (ErrnoException e) {
            table().close(reader);
            throw e;
        }
    }

    @Override
    public void dup2(int fd, int target) throws ErrnoException {
        Description description = table().require("dup2", fd);
        if (target < 0 || target >= table().limit) {
            throw new ErrnoException("dup2", Integer.toString(target), Errno.EBADF);
        }
        table().put(target, description);
    }

    @Override
    public boolean isOpen(int fd) {
        return table().get(fd) != null;
    }

    @Override
    public boolean isatty(int fd) {
        Description description = table().get(fd);
        return description != null && FakeDevice.isTerminal(description);
    }

    @Override
    public FileStatus stat(String path) throws ErrnoException {
        return status(existing("stat", path, true), walk("stat", path, true).parent());
    }

    @Override
    public FileStatus lstat(String path) throws ErrnoException {
        return status(existing("lstat", path, false), walk("lstat", path, false).parent());
    }

    private FileStatus status(Node node, Node.Directory parent) {
        long device = node instanceof Node.Directory directory ? directory.device : parent.device;
        int owner = node.owner < 0 ? uid : node.owner;
        return new FileStatus(node.type(), node.mode, device, node.inode, node.size(), owner, owner);
    }

    @Override
    public String readlink(String path) throws ErrnoException {
        if (existing("readlink", path, false) instanceof Node.Link link) {
            return link.target;
        }
        throw new ErrnoException("readlink", path, Errno.EINVAL);
    }

    @Override
    public String getcwd() {
        return self.directory.path();
    }

    @Override
    public void unlink(String path) throws ErrnoException {
        FakeFiles.Walk walk = walk("unlink", path, false);
        Node node = existing("unlink", path, false);
        if (node instanceof Node.Directory) {
            throw new ErrnoException("unlink", path, Errno.EISDIR);
        }
        permit("unlink", path, walk.parent(), 0200);
        walk.parent().entries.remove(walk.name());
    }

    @Override
    public byte[] head(String path, int limit) throws ErrnoException {
        table().lowestFree("open");
        Node node = existing("open", path, true);
        permit("open", path, node, 0400);
        if (node.type() == FileStatus.Type.DIRECTORY) {
            throw new ErrnoException("read", path, Errno.EISDIR);
        }
        if (node.type() == FileStatus.Type.SOCKET) {
            throw new ErrnoException("open", path, Errno.ENXIO);
        }
        return switch (node) {
            case Node.Regular file -> Arrays.copyOf(file.content(), Math.min(limit, file.content().length));
            case Node.Fifo fifo -> fifo.pipe.head(limit);
            default -> new byte[0];
        };
    }

    @Override
    public void append(String path, byte[] record) throws ErrnoException {
        int fd = open(path, WRITE | APPEND | NONBLOCK, 0);
        write(fd, record, 0, record.length);
        close(fd);
    }

    @Override
    public List<String> list(String path) throws ErrnoException {
        table().lowestFree("opendir");
        Node.Directory directory = directoryAt("opendir", path);
        permit("opendir", path, directory, 0400);
        return chance.shuffled(new ArrayList<>(directory.entries.keySet()));
    }

    @Override
    public String realpath(String path) throws ErrnoException {
        Node node = existing("realpath", path, true);
        if (node instanceof Node.Directory directory) {
            return inRoot(directory);
        }
        FakeFiles.Walk walk = walk("realpath", path, true);
        String above = inRoot(walk.parent());
        return (above.equals("/") ? above : above + "/") + walk.name();
    }

    /** The path of a directory in our root, which may be another than the machine's. */
    private String inRoot(Node.Directory directory) {
        String root = files.root.path();
        String path = directory.path();
        return root.equals("/") ? path : path.equals(root) ? "/" : path.substring(root.length());
    }

    @Override
    public void mkdir(String path, int mode) throws ErrnoException {
        Node.Directory made = files.newDirectory(mode & ~umask, files.root.device);
        enterNew("mkdir", path, made);
        made.device = made.parent.device;
    }

    @Override
    public void symlink(String target, String path) throws ErrnoException {
        enterNew("symlink", path, new Node.Link(target));
    }

    @Override
    public void chmod(String path, int mode) throws ErrnoException {
        existing("chmod", path, true).mode = mode;
    }

    @Override
    public void fchmod(int fd, int mode) throws ErrnoException {
        if (!(table().require("fchmod", fd) instanceof OpenFile file)) {
            throw new ErrnoException("fchmod", Integer.toString(fd), Errno.EPERM);
        }
        file.node.mode = mode;
    }

    @Override
    public void chdir(String path) throws ErrnoException {
        Node.Directory directory = directoryAt("chdir", path);
        permit("chdir", path, directory, 0100);
        self.directory = directory;
    }

    @Override
    public int umask(int mask) {
        int before = umask;
        umask = mask & 0777;
        return before;
    }

    @Override
    public Mailbox bindMailbox(String path) throws ErrnoException {
        FakeSocket socket = new FakeSocket();
        bind(socket, path);
        mailbox = new FakeMailbox(clock, sockets, self, privileged(), socket);
        return mailbox;
    }
}
