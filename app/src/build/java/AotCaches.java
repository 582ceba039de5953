import java.io.IOException;
import java.nio.file.Path;

final class AotCaches {
    AotCaches(Path dist) {}

    void make(boolean changed) throws IOException, InterruptedException {}
}
