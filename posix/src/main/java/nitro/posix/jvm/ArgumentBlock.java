package nitro.posix.jvm;

import java.util.List;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** argv and environ for an exec, in one piece of memory that is used again. */
final class ArgumentBlock {
    private static final int POINTER = 8;

    private final Block block;

    /** Address of the arguments' table. */
    long argv;

    /** Address of the environment's table. */
    long environment;

    ArgumentBlock(Runtime runtime) {
        block = new Block(runtime, 8192);
    }

    /** Writes both; their addresses are good until the next time. */
    void fill(List<String> arguments, List<String> variables) {
        int second = (arguments.size() + 1) * POINTER;
        int strings = second + (variables.size() + 1) * POINTER;
        Pointer memory = block.atLeast(strings + bytes(arguments) + bytes(variables));
        argv = memory.address();
        environment = argv + second;
        int end = putAll(memory, 0, strings, arguments);
        putAll(memory, second, end, variables);
    }

    /** Writes strings from {@code at} on and their addresses, ended by NULL, from {@code table} on; returns the end. */
    private static int putAll(Pointer memory, int table, int at, List<String> strings) {
        int entry = table;
        int end = at;
        for (String string : strings) {
            memory.putLong(entry, memory.address() + end);
            entry += POINTER;
            end = Bytes.put(memory, end, string);
        }
        memory.putLong(entry, 0);
        return end;
    }

    private static int bytes(List<String> strings) {
        int sum = 0;
        for (String string : strings) {
            sum += string.length() + 1;
        }
        return sum;
    }
}
