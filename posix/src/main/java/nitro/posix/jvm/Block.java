package nitro.posix.jvm;

import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Memory for the C side that is used again by every call of its owner, and grows when a call needs more.
 *
 * <p>So a call leaves no garbage, and memory that a call uses cannot be freed under it: its owner holds it.
 */
final class Block {
    private final Runtime runtime;
    private Pointer memory;

    Block(Runtime runtime, int bytes) {
        this.runtime = runtime;
        memory = Memory.allocateDirect(runtime, bytes);
    }

    /** The memory, with room for {@code bytes} from its start; what was in it is lost if it grows. */
    Pointer atLeast(int bytes) {
        if (memory.size() < bytes) {
            memory = Memory.allocateDirect(runtime, Math.max(bytes, (int) memory.size() * 2));
        }
        return memory;
    }

    Pointer memory() {
        return memory;
    }

    /** The address of the first byte: good until the block grows. */
    long address() {
        return memory.address();
    }
}
