package nitro.test.boot;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * nitro as the init of a kernel, in an emulated machine, followed on its console (spec 7).
 *
 * <p>The services are the trees in {@code src/test/boot}; each case is one boot, since that is what takes time.
 */
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(600)
class BootIT {
    private static final String CTRL_C = "\003";

    @TempDir
    Path work;

    @BeforeEach
    void requirements() throws IOException {
        Requirement.nativeBinary();
        Requirement.command(Machine.QEMU, "qemu-system-x86");
        Requirement.command("mke2fs", "e2fsprogs");
        Kernel.require();
    }

    @Test
    @Spec({"1.1", "3.3", "3.4", "3.5", "7.1", "7.3", "7.4", "7.5"})
    void itBringsAMachineUpAndCtrlAltDelRebootsIt() throws IOException {
        var root = Root.make(work, "init", "machine");
        try (var machine = Machine.boot(work, root, "quiet splash no/directory -v -- --help")) {
            var console = machine.console();
            console.await(
                    "^- nitro: booting$",
                    "^setup: devtmpfs /dev devtmpfs rw,nosuid",
                    "^setup: tmpfs /run tmpfs rw,nosuid,nodev,.*mode=755",
                    "^setup: nitro has Umask:\\s0022, session and terminal 0 0$",
                    "^setup: in front of its terminal: 1$",
                    "^SETUP SYS ",
                    "^setup: waits$");
            machine.type(CTRL_C);
            console.await("setup: heard Ctrl-C$");
            machine.type("go\n");
            console.await(
                    "^setup: read go$",
                    "^LOG: web: runs with PATH /usr/bin:/bin:/usr/sbin:/sbin$",
                    "^UP LOG \\(pid \\d+\\)",
                    "^(STARTING|UP) story \\(pid \\d+\\)",
                    "^UP victim \\(pid \\d+\\)",
                    "^UP web \\(pid \\d+\\)",
                    "^story: victim runs again$",
                    "^story: orphans were reaped, zombies left: 0$",
                    "^story: left by setup: 3$");
            console.awaitInAnyOrder("^straggler: runs$", "^story: ready$");
            machine.type(CTRL_C);
            machine.pressCtrlAltDel();
            console.await("- nitro: rebooting$");
            console.awaitInAnyOrder(
                    "LOG: finish 0 0 reboot, while UP web$", "- nitro: waiting for 4 services to finish");
            console.await(
                    "LOG: web: last words$",
                    "LOG: end of input$",
                    " done\\.$",
                    "^final reboot$",
                    "^- nitro: finished$",
                    "reboot: Restarting system$");
            machine.awaitEnd();
            assertFalse(console.toString().contains("final: not alone"), console::toString);
            assertFalse(console.toString().contains("shutting down"), console::toString);
        }
    }

    @Test
    @Spec({"1.1", "3.7", "4.11", "6.6", "7.4"})
    void theSingleUserDirectoryAndASecondRootThatPowersOff() throws IOException {
        var first = Root.make(work, "init", "single");
        var second = Root.make(work, "sbin/init", "second");
        try (var machine = Machine.boot(work, first, second, "quiet S")) {
            var console = machine.console();
            console.await(
                    "^- nitro: booting$",
                    "^single: setup$",
                    "^single: turn$",
                    "^- nitro: shutting down$",
                    "^single: finish 0 0 shutdown$",
                    "^- nitro: waiting for 1 services to finish\\. done\\.$",
                    "^single: reincarnate as SYS/reincarnate, pid 1, arguments 0, in /etc/nitro.single$",
                    "^- nitro: booting$",
                    "^second: setup, /dev/nvme0n1 / ext4 rw,",
                    "^last: middle: app runs$",
                    "^- nitro: shutting down$",
                    "^second: finish 0 0 shutdown$",
                    "^- nitro: waiting for 4 services to finish",
                    "last: middle: app stops$",
                    "last: middle ends$",
                    "last ends$",
                    " done\\.$",
                    "^second: final shutdown$",
                    "EXT4-fs \\(nvme0n1\\): re-mounted",
                    "^- nitro: finished$",
                    "reboot: Power down$");
            machine.awaitEnd();
            assertFalse(console.toString().contains("single: final"), console::toString);
        }
    }

    @Test
    @Spec({"3.6", "6.6", "7.1"})
    void withoutServicesThereIsAShellOnTheConsole() throws IOException {
        // The kernel has no console for init: /dev of the disk is empty.
        try (var machine = Machine.bootDisk(work, Root.make(work, "sbin/init", ""), "quiet")) {
            var console = machine.console();
            console.await("^- nitro: can't open the services directory /etc/nitro: No such file or directory$", "# ");
            machine.type("echo answer $((6 * 7))\n");
            console.await("^answer 42$", "# ");
            machine.type("sh -c 'echo begin; read never'\n");
            console.await("^begin$");
            machine.type(CTRL_C);
            console.await("# ");
            machine.type("echo status $?; exit 3\n");
            console.await("^status 130$", "# ");
            machine.type("echo again $((6 * 9)); /bin/poweroff -f\n");
            console.await("^again 54$", "reboot: Power down$");
            machine.awaitEnd();
        }
    }

    @Test
    @Spec({"3.6", "7.3"})
    void withoutEvenAShellCtrlAltDelStillReboots() throws IOException {
        var root = Root.make(work, "init", "").without("bin/sh");
        try (var machine = Machine.boot(work, root, "quiet")) {
            machine.console().await("^- nitro: can't exec /bin/sh: No such file or directory$");
            machine.pressCtrlAltDel();
            machine.console().await("reboot: Restarting system$");
            machine.awaitEnd();
        }
    }

    @Test
    @Spec({"1.1", "3.6", "6.6"})
    void fatalErrorsAndCrashesBecomeSysFatalOrAShell() throws IOException {
        try (var machine = Machine.boot(work, Root.make(work, "init", "fatal"), "quiet single")) {
            var console = machine.console();
            console.await(
                    "^- nitro: can't open the services directory /etc/nitro.single: No such file or directory$",
                    "^fatal: as /SYS/fatal in /, pid 1, arguments 0, PATH /usr/bin:/bin:/usr/sbin:/sbin$",
                    "^- nitro: booting$",
                    "^crashing: setup$",
                    "^- nitro: the runtime crashed$",
                    "^crashing: fatal as SYS/fatal in /etc/crashing, pid 1$",
                    "^- nitro: booting$",
                    "^bare: setup$",
                    "^- nitro: the runtime crashed$",
                    "# ");
            machine.type("echo answer $((6 * 7)); exit\n");
            console.await("^answer 42$", "# ");
            machine.type("/bin/poweroff -f\n");
            console.await("reboot: Power down$");
            machine.awaitEnd();
        }
    }
}
