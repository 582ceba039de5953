package nitro.test.harness;

import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps the starting of processes and the writing of scripts apart, in all cases that run at once: a process has our open
 * files until it executes its program, and a script that somebody has open for writing cannot be executed (ETXTBSY).
 */
public final class Forks {
    /** Something done with files. */
    public interface Work {
        void run() throws IOException;
    }

    private static final ReadWriteLock FILES_ARE_WRITTEN = new ReentrantReadWriteLock();

    private Forks() {}

    /** Starts a process; returns when it has executed its program. */
    public static Process start(ProcessBuilder builder) throws IOException {
        Lock lock = FILES_ARE_WRITTEN.writeLock();
        lock.lock();
        try {
            return builder.start();
        } finally {
            lock.unlock();
        }
    }

    /** Does something while no process is being started. */
    public static void without(Work work) throws IOException {
        Lock lock = FILES_ARE_WRITTEN.readLock();
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
