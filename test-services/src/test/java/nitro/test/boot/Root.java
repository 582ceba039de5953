package nitro.test.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import nitro.test.harness.Commands;
import nitro.test.harness.Nitro;

/** The root directory of a machine in the making: nitro and busybox under all their names, and a tree of the tests. */
final class Root {
    private final Path directory;

    private Root(Path directory) {
        this.directory = directory;
    }

    /**
     * @param work where it is made
     * @param init where nitro's binary is in it, such as {@code init}
     * @param tree what lies over it, of {@code src/test/boot}; empty for nothing
     */
    static Root make(Path work, String init, String tree) throws IOException {
        var root = new Root(Files.createTempDirectory(work, "root"));
        for (var name : List.of("bin", "sbin", "dev", "proc", "run", "tmp", "mnt")) {
            Files.createDirectory(root.directory.resolve(name));
        }
        Files.copy(Nitro.BIN.resolve("nitro"), root.directory.resolve(init));
        root.links("../" + init, List.of("nitroctl", "poweroff", "reboot", "halt", "init"));
        Files.copy(Kernel.busybox(), root.directory.resolve("bin/busybox"));
        root.links(
                "busybox",
                Commands.system(Kernel.busybox().toString(), "--list").lines().toList());
        if (!tree.isEmpty()) {
            Commands.system("cp", "-a", "src/test/boot/" + tree + "/.", root.directory.toString());
        }
        return root;
    }

    Root without(String name) throws IOException {
        Files.delete(directory.resolve(name));
        return this;
    }

    /** Links of these names in {@code bin}, but for those that are taken. */
    private void links(String target, List<String> names) throws IOException {
        for (var name : names) {
            var link = directory.resolve("bin", name);
            if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(link, Path.of(target));
            }
        }
    }

    /** As the first root, which the kernel unpacks into memory. */
    Path initramfs() throws IOException {
        var archive = directory.resolveSibling(directory.getFileName() + ".cpio");
        Cpio.write(directory, archive);
        return archive;
    }

    /** As a disk. */
    Path disk() throws IOException {
        var disk = directory.resolveSibling(directory.getFileName() + ".ext4");
        Commands.system("mke2fs", "-q", "-t", "ext4", "-d", directory.toString(), disk.toString(), "48M");
        return disk;
    }
}
