package nitro.posix.jvm;

import java.util.List;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** The path, the directory, argv and environ for an exec, all in one piece of memory that is used again. */
final class ArgumentBlock {
    private static final int POINTER = 8;

    private final Block block;

    long path;
    long directory;
    long argv;
    long environment;

    ArgumentBlock(Runtime runtime) {
        block = new Block(runtime, 8192);
    }

    /** Writes all four; their addresses are good until the next time. */
    void fill(String path, String directory, List<String> argv, List<String> environment) {
        int pointers = (argv.size() + environment.size() + 2) * POINTER;
        Pointer memory =
                block.atLeast(pointers + bytes(argv) + bytes(environment) + path.length() + directory.length() + 2);
        this.argv = memory.address();
        this.environment = this.argv + (argv.size() + 1) * (long) POINTER;
        int end = putAll(memory, 0, pointers, argv);
        end = putAll(memory, (argv.size() + 1) * POINTER, end, environment);
        this.path = memory.address() + end;
        end = Bytes.put(memory, end, path);
        this.directory = memory.address() + end;
        Bytes.put(memory, end, directory);
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
