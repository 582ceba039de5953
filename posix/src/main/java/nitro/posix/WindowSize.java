package nitro.posix;

/** The size of a terminal in characters; 0 where the terminal does not know it, as one over a serial line. */
public record WindowSize(int rows, int columns) {}
