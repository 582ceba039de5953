package nitro.posix.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FakeFilesTest {
    private final FakePosix posix = new FakePosix();
    private final FakeFiles files = posix.files();

    private static void fails(Errno errno, Executable call) {
        assertEquals(errno, assertThrows(ErrnoException.class, call).errno());
    }

    @Test
    void pathsLeadThroughLinksAndDots() throws ErrnoException {
        files.file("/etc/nitro/web/run", "text");
        files.link("../nitro", "/etc/other/link");
        files.link("/etc", "/e");
        assertEquals("text", new String(posix.head("/e/other/link/web/./../web//run", 9), ISO_8859_1));
        assertEquals("/etc/nitro/web", posix.realpath("/e/other/link/web/"));
        assertEquals(FileStatus.Type.SYMLINK, posix.lstat("/e").type());
        assertEquals(FileStatus.Type.DIRECTORY, posix.lstat("/e/").type());
        assertTrue(posix.stat("/e").sameFile(posix.stat("/etc")));
        assertEquals("../nitro", posix.readlink("/etc/other/link"));
        posix.chdir("/etc/other");
        assertEquals("/etc/other", posix.getcwd());
        assertEquals("te", new String(posix.head("link/web/run", 2), ISO_8859_1));
    }

    @Test
    void wrongPathsFailAsTheyDoOnASystem() {
        files.file("/a/file", "");
        files.link("loop", "/a/loop");
        files.link("nowhere", "/a/dangling");
        fails(Errno.ENOENT, () -> posix.stat("/a/missing"));
        fails(Errno.ENOENT, () -> posix.stat("/a/dangling"));
        fails(Errno.ENOENT, () -> posix.stat(""));
        fails(Errno.ENOTDIR, () -> posix.stat("/a/file/x"));
        fails(Errno.ENOTDIR, () -> posix.stat("/a/file/"));
        fails(Errno.ELOOP, () -> posix.stat("/a/loop"));
        fails(Errno.ENAMETOOLONG, () -> posix.stat("/" + "n".repeat(256)));
        fails(Errno.EINVAL, () -> posix.readlink("/a/file"));
        fails(Errno.ENOTDIR, () -> posix.list("/a/file"));
        fails(Errno.EISDIR, () -> posix.head("/a", 10));
        fails(Errno.EISDIR, () -> posix.unlink("/a"));
        fails(Errno.EEXIST, () -> posix.mkdir("/a", 0700));
    }

    @Test
    void modesBindAllButRoot() throws ErrnoException {
        files.file("/secret/file", "x");
        files.mode("/secret/file", 0200);
        fails(Errno.EACCES, () -> posix.head("/secret/file", 1));
        files.mode("/secret", 0600);
        fails(Errno.EACCES, () -> posix.stat("/secret/file"));
        assertEquals(List.of("file"), posix.list("/secret"));
        files.mode("/secret", 0500);
        fails(Errno.EACCES, () -> posix.unlink("/secret/file"));
        fails(Errno.EACCES, () -> posix.mkdir("/secret/new", 0700));
        posix.user(0);
        posix.unlink("/secret/file");
        assertFalse(files.exists("/secret/file"));
    }

    @Test
    void filesAreWrittenAndReadByDescriptors() throws ErrnoException {
        int fd = posix.open("/file", Files.WRITE | Files.CREATE, 0666);
        assertEquals(5, posix.write(fd, "hello".getBytes(ISO_8859_1), 0, 5));
        posix.close(fd);
        posix.append("/file", "!".getBytes(ISO_8859_1));
        assertEquals("hello!", files.content("/file"));
        assertEquals(0644, files.mode("/file"));
        int reader = posix.open("/file", Files.READ, 0);
        byte[] buffer = new byte[4];
        assertEquals(4, posix.read(reader, buffer));
        assertEquals(2, posix.read(reader, buffer));
        assertEquals(0, posix.read(reader, buffer));
        assertEquals(Errno.EBADF.code(), posix.write(reader, buffer, 0, 1));
        assertEquals("file /file", posix.descriptors().get(reader));
    }

    @Test
    void umaskDirectoriesAndLinks() throws ErrnoException {
        assertEquals(022, posix.umask(077));
        posix.mkdir("/d", 0777);
        assertEquals(0700, posix.stat("/d").mode());
        posix.symlink("d", "/l");
        posix.mkdir("/l/inner", 0700);
        assertEquals(List.of("inner"), posix.list("/d"));
    }

    @Test
    void mountsAreSeenByTheirDevice() throws ErrnoException {
        posix.user(0);
        assertEquals(posix.stat("/").device(), posix.stat("/run").device());
        posix.mount("run", "/run", "tmpfs", true, "mode=0755");
        assertFalse(posix.stat("/").device() == posix.stat("/run").device());
        assertEquals(List.of("mount tmpfs /run"), posix.machineCalls());
    }

    @Test
    void descriptorsAreLowestFirstAndLimited() throws ErrnoException {
        files.file("/file", "");
        posix.setDescriptorLimit(5);
        assertEquals(3, posix.open("/file", 0, 0));
        fails(Errno.EMFILE, () -> posix.pipe(true));
        assertEquals(4, posix.open("/file", 0, 0));
        fails(Errno.EMFILE, () -> posix.open("/file", 0, 0));
        fails(Errno.EMFILE, () -> posix.list("/"));
        posix.close(3);
        assertEquals(3, posix.datagramSocket());
        assertFalse(posix.isOpen(5));
        assertTrue(posix.isatty(0));
        assertFalse(posix.isatty(3));
        fails(Errno.EINVAL, () -> posix.setDescriptorLimit(posix.descriptorHardLimit() + 1));
    }
}
