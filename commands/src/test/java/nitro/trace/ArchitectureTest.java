package nitro.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static byte[] numbered(Architecture architecture) {
        ByteBuffer registers = ByteBuffer.allocate(architecture.size()).order(ByteOrder.nativeOrder());
        for (int i = 0; registers.hasRemaining(); i++) {
            registers.putLong(1000 + i);
        }
        return registers.array();
    }

    private static long word(byte[] registers, int which) {
        return ByteBuffer.wrap(registers).order(ByteOrder.nativeOrder()).getLong(which * 8);
    }

    @Test
    void x86() {
        byte[] registers = numbered(Architecture.X86_64);
        assertEquals(1016, Architecture.X86_64.instructionPointer(registers));
        assertEquals(1010, Architecture.X86_64.result(registers));
        byte[] calling = Architecture.X86_64.calling(registers, 5, 6, new long[] {7, 8, 9});
        assertEquals(5, word(calling, 16));
        assertEquals(6, word(calling, 10));
        assertEquals(-1, word(calling, 15));
        assertEquals(7, word(calling, 14));
        assertEquals(8, word(calling, 13));
        assertEquals(9, word(calling, 12));
        assertEquals(1019, word(calling, 19));
        assertArrayEquals(new byte[] {0x0f, 0x05}, Architecture.X86_64.instruction());
    }

    @Test
    void arm() {
        byte[] registers = numbered(Architecture.AARCH64);
        assertEquals(1032, Architecture.AARCH64.instructionPointer(registers));
        assertEquals(1000, Architecture.AARCH64.result(registers));
        byte[] calling = Architecture.AARCH64.calling(registers, 5, 6, new long[] {7, 8, 9});
        assertEquals(5, word(calling, 32));
        assertEquals(6, word(calling, 8));
        assertEquals(7, word(calling, 0));
        assertEquals(9, word(calling, 2));
        assertArrayEquals(new byte[] {1, 0, 0, (byte) 0xd4}, Architecture.AARCH64.instruction());
    }
}
