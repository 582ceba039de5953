package nitro.test.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nitro.test.harness.Forks;

/** An emulated machine: its first serial line is the console, its keyboard is reached through qemu's monitor. */
final class Machine implements AutoCloseable {
    static final String QEMU = "qemu-system-x86_64";

    private final Process process;
    private final Transcript console;
    private final Path monitor;

    private Machine(Path work, List<String> medium, String words) throws IOException {
        monitor = work.resolve("monitor");
        var command = new ArrayList<>(List.of(QEMU, "-cpu", "max", "-m", "256", "-display", "none", "-no-reboot"));
        command.addAll(
                List.of("-nic", "none", "-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console"));
        command.addAll(List.of("-monitor", "unix:" + monitor + ",server,nowait"));
        command.addAll(List.of("-kernel", Kernel.path().toString(), "-append", "console=ttyS0 " + words));
        command.addAll(medium);
        process = Forks.start(new ProcessBuilder(command).redirectErrorStream(true));
        console = new Transcript(process.getInputStream());
    }

    /** Boots into {@code first}. */
    static Machine boot(Path work, Root first, String words) throws IOException {
        return new Machine(work, List.of("-initrd", first.initramfs().toString()), words);
    }

    /** Boots into {@code first}, with {@code disk} as {@code /dev/nvme0n1}. */
    static Machine boot(Path work, Root first, Root disk, String words) throws IOException {
        var medium = new ArrayList<>(List.of("-initrd", first.initramfs().toString()));
        medium.addAll(drive(disk));
        return new Machine(work, medium, words);
    }

    /** Boots from a disk, with nothing in memory before it. */
    static Machine bootDisk(Path work, Root disk, String words) throws IOException {
        return new Machine(work, drive(disk), "root=/dev/nvme0n1 rootfstype=ext4 rw " + words);
    }

    private static List<String> drive(Root disk) throws IOException {
        var drive = "if=none,id=disk,format=raw,file=" + disk.disk();
        return List.of("-drive", drive, "-device", "nvme,drive=disk,serial=1");
    }

    Transcript console() {
        return console;
    }

    /** Types on the console. */
    void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(ISO_8859_1));
        process.getOutputStream().flush();
    }

    /** Presses Ctrl, Alt and Del together. */
    void pressCtrlAltDel() throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(monitor));
            channel.write(ByteBuffer.wrap("sendkey ctrl-alt-delete\n".getBytes(ISO_8859_1)));
            var answers = new Transcript(java.nio.channels.Channels.newInputStream(channel));
            answers.await("\\(qemu\\)", "\\(qemu\\)"); // before the command, and when it is done
        }
    }

    /** Waits until the machine is off, by itself, or would restart. */
    void awaitEnd() {
        try {
            if (!process.waitFor(Transcript.DEADLINE_SECONDS, SECONDS)) {
                throw new AssertionError("the machine does not end:\n" + console);
            }
            if (process.exitValue() != 0) {
                throw new AssertionError("qemu ended with " + process.exitValue() + ":\n" + console);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
