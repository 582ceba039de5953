package nitro.log.write;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import nitro.text.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the command line, for all directories.
 *
 * @param style of the timestamps
 * @param json whether lines become objects
 * @param service its name in them; empty for that of the directory
 * @param stream the stream's name in them
 * @param length how many of a line's bytes patterns look at, -l
 * @param batch how many bytes are read at a time
 * @param total bytes that the files of a directory may have
 * @param grep what lines must have
 * @param replacement for characters that are not printed; 0 for none
 * @param replaced more characters that it replaces
 * @param gzip whether rotated files are compressed
 * @param echo whether what is read is written to standard output too
 * @param verbose whether to tell what is done
 * @param config what holds where a directory's own file says nothing
 */
record Settings(
        Stamp.Style style,
        boolean json,
        String service,
        String stream,
        int length,
        int batch,
        long total,
        @Nullable Pattern grep,
        char replacement,
        String replaced,
        boolean gzip,
        boolean echo,
        boolean verbose,
        Config config,
        Consumer<String> complaints) {
    Selection selection(Config of) {
        return new Selection(of.rules(), grep, length);
    }

    Layout layout(Config of, String directory) {
        if (!json) {
            return Layout.lines(style, of.prefix());
        }
        String path = directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
        return Layout.json(service.isEmpty() ? path.substring(path.lastIndexOf('/') + 1) : service, stream);
    }

    void complain(String what) {
        complaints.accept(what);
    }
}
