package nitro.posix.image;

import java.util.List;
import org.graalvm.nativeimage.c.CContext;

/** The C headers that the image's builder reads. */
final class Headers implements CContext.Directives {
    @Override
    public List<String> getHeaderFiles() {
        return List.of(
                "<dirent.h>",
                "<elf.h>",
                "<errno.h>",
                "<fcntl.h>",
                "<grp.h>",
                "<limits.h>",
                "<netinet/in.h>",
                "<poll.h>",
                "<pwd.h>",
                "<signal.h>",
                "<stdio.h>",
                "<stdlib.h>",
                "<sys/auxv.h>",
                "<sys/epoll.h>",
                "<sys/file.h>",
                "<sys/inotify.h>",
                "<sys/ioctl.h>",
                "<sys/mount.h>",
                "<sys/prctl.h>",
                "<sys/ptrace.h>",
                "<sys/reboot.h>",
                "<sys/resource.h>",
                "<sys/signalfd.h>",
                "<sys/socket.h>",
                "<sys/stat.h>",
                "<sys/uio.h>",
                "<sys/un.h>",
                "<sys/wait.h>",
                "<termios.h>",
                "<time.h>",
                "<unistd.h>");
    }

    @Override
    public List<String> getMacroDefinitions() {
        return List.of("_GNU_SOURCE");
    }
}
