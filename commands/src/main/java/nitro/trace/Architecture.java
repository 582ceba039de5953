package nitro.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * How a system call looks in the registers of a machine, as Linux lays them out for PTRACE_GETREGSET, and the numbers of the
 * calls that we make.
 */
enum Architecture {
    /** struct user_regs_struct of sys/user.h; asm/unistd_64.h. */
    X86_64(27, 10, 15, 16, 19, 14, -1, "\u000f\u0005", 293, 292, 72, 3),
    /** struct user_pt_regs of asm/ptrace.h; asm-generic/unistd.h. */
    AARCH64(34, 8, -1, 32, 31, 0, 1, "\u0001\0\0\u00d4", 59, 24, 25, 57);

    private static final int WORD = 8;
    private static final int RED_ZONE_BYTES = 128;

    private final int words;
    private final int number;
    private final int original;
    private final int instructionPointer;
    private final int stackPointer;
    private final int firstArgument;
    private final int toNextArgument;
    private final String instruction;
    final int pipe2;
    final int dup3;
    final int fcntl;
    final int close;

    /**
     * @param words how many registers there are
     * @param number the register with the number of the call
     * @param original the one in which the kernel keeps that, -1 if there is none
     * @param toNextArgument from the register of one argument to that of the next
     * @param instruction makes a system call
     */
    Architecture(
            int words,
            int number,
            int original,
            int instructionPointer,
            int stackPointer,
            int firstArgument,
            int toNextArgument,
            String instruction,
            int pipe2,
            int dup3,
            int fcntl,
            int close) {
        this.words = words;
        this.number = number;
        this.original = original;
        this.instructionPointer = instructionPointer;
        this.stackPointer = stackPointer;
        this.firstArgument = firstArgument;
        this.toNextArgument = toNextArgument;
        this.instruction = instruction;
        this.pipe2 = pipe2;
        this.dup3 = dup3;
        this.fcntl = fcntl;
        this.close = close;
    }

    /** This machine's; null if we do not know its registers. */
    static @Nullable Architecture here() {
        return switch (System.getProperty("os.arch", "")) {
            case "amd64" -> X86_64;
            case "aarch64" -> AARCH64;
            default -> null;
        };
    }

    /** How many bytes the registers of a process of this machine are; others are of an older kind of program. */
    int size() {
        return words * WORD;
    }

    /** The instruction that makes a system call. */
    byte[] instruction() {
        return instruction.getBytes(ISO_8859_1);
    }

    private static ByteBuffer of(byte[] registers) {
        return ByteBuffer.wrap(registers).order(ByteOrder.nativeOrder());
    }

    private static long get(byte[] registers, int which) {
        return of(registers).getLong(which * WORD);
    }

    long instructionPointer(byte[] registers) {
        return get(registers, instructionPointer);
    }

    /** A place for a few bytes that the program does not use, below its stack. */
    long scratch(byte[] registers) {
        return (get(registers, stackPointer) - 2 * RED_ZONE_BYTES) & -16L;
    }

    /** The result of the call. */
    long result(byte[] registers) {
        return get(registers, this == X86_64 ? number : firstArgument);
    }

    /** The same registers, about to make a call at a place where there is such an instruction. */
    byte[] calling(byte[] registers, long at, int call, long[] values) {
        byte[] changed = registers.clone();
        ByteBuffer buffer = of(changed);
        buffer.putLong(instructionPointer * WORD, at);
        buffer.putLong(number * WORD, call);
        if (original >= 0) {
            buffer.putLong(original * WORD, -1); // nothing that waits to be restarted
        }
        for (int i = 0; i < values.length; i++) {
            buffer.putLong((firstArgument + i * toNextArgument) * WORD, values[i]);
        }
        return changed;
    }
}
