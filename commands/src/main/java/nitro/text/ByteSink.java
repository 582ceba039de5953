package nitro.text;

/** Where bytes are put that belong together. */
public interface ByteSink {
    void put(byte[] from, int begin, int end);

    /** A byte, given as a char below 256. */
    void put(char one);
}
