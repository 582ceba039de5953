package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.PROT_EXEC;
import static nitro.posix.jvm.LinuxNumbers.PROT_READ;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import jnr.ffi.Pointer;
import nitro.posix.Signal;

/**
 * A handler of signals in machine code, for those that HotSpot keeps for itself (QUIT) or has no name for: Java cannot run
 * in a handler, and no function of libc does what is needed there. It is {@code write(fd, table + signal, 1)}, by a plain
 * system call. Where the machine is an unknown one, nothing is handled.
 */
final class BareHandler {
    /** A page or several on every machine: the code is at its beginning, and the table follows. */
    private static final int PAGE = 1 << 16;

    private static final int TABLE = 64;

    private final Native os;
    private final Pointer memory;
    private final long page;
    private final boolean exists;

    /** @param fd where it writes to */
    BareHandler(Native os, int fd) {
        this.os = os;
        memory = new Block(os.runtime, 2 * PAGE).memory();
        page = (memory.address() + PAGE - 1) / PAGE * PAGE;
        byte[] code = code(System.getProperty("os.arch"), page + TABLE, fd);
        exists = code.length > 0;
        memory.put(page - memory.address(), code, 0, code.length);
    }

    /** From now on it handles these signals, by writing the ordinal of each; to be called once. */
    void handle(Iterable<Signal> signals) {
        long table = page - memory.address() + TABLE;
        for (Signal signal : signals) {
            memory.putByte(table + LinuxNumbers.number(signal), (byte) signal.ordinal());
        }
        if (exists && os.libc.mprotect(page, PAGE, PROT_READ | PROT_EXEC) == 0) {
            for (Signal signal : signals) {
                os.libc.signal(LinuxNumbers.number(signal), page);
            }
        }
    }

    private static byte[] code(String machine, long table, int fd) {
        ByteBuffer code = ByteBuffer.allocate(TABLE).order(ByteOrder.LITTLE_ENDIAN);
        HexFormat hex = HexFormat.of();
        switch (machine) {
            case "amd64" ->
                code.put(hex.parseHex("48be")) // movabs rsi, table
                        .putLong(table)
                        .put(hex.parseHex("4863c7")) // movsxd rax, edi
                        .put(hex.parseHex("4801c6")) // add rsi, rax
                        .put(hex.parseHex("bf")) // mov edi, fd
                        .putInt(fd)
                        .put(hex.parseHex("ba01000000")) // mov edx, 1
                        .put(hex.parseHex("b801000000")) // mov eax, 1: write
                        .put(hex.parseHex("0f05c3")); // syscall; ret
            case "aarch64" ->
                code.putInt(0x58000101) // ldr x1, 32: table
                        .putInt(0x8b204021) // add x1, x1, w0, uxtw
                        .putInt(0x18000100) // ldr w0, 40: fd
                        .putInt(0xd2800022) // mov x2, 1
                        .putInt(0xd2800808) // mov x8, 64: write
                        .putInt(0xd4000001) // svc 0
                        .putInt(0xd65f03c0) // ret
                        .putInt(0xd503201f) // nop
                        .putLong(table)
                        .putInt(fd);
            default -> {}
        }
        byte[] bytes = new byte[code.flip().remaining()];
        code.get(bytes);
        return bytes;
    }
}
