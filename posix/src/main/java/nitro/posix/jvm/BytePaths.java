package nitro.posix.jvm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Byte strings as java.nio's paths and back, byte for byte under every locale.
 *
 * <p>Path.of encodes its string in the locale's charset, which under LC_ALL=C has no byte beyond ASCII and which no
 * property changes; {@code file:} URIs go around it, for their escapes are bytes.
 */
final class BytePaths {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private BytePaths() {}

    /** @param absolute a path that begins with {@code /} */
    static Path path(String absolute) {
        // java.nio drops a slash at the end, but behind it the kernel wants a directory
        String path = absolute.endsWith("/") ? absolute + "." : absolute;
        return isAscii(path) ? Path.of(path) : Path.of(URI.create("file://" + escaped(path)));
    }

    /** The bytes of a path, such as that of a symlink's target. */
    static String bytes(Path path) {
        String readable = path.toString();
        if (isAscii(readable)) {
            return readable;
        }
        // an URI is absolute, and has a slash at the end if a directory is there
        String absolute = unescaped(Path.of("/").resolve(path).toUri().getRawPath());
        int begin = path.isAbsolute() ? 0 : 1;
        boolean slashAdded = absolute.endsWith("/") && !readable.endsWith("/");
        return absolute.substring(begin, absolute.length() - (slashAdded ? 1 : 0));
    }

    private static boolean isAscii(String string) {
        return string.chars().allMatch(c -> c < 0x80);
    }

    private static String escaped(String bytes) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c == '/' || c < 0x80 && Character.isLetterOrDigit(c)) {
                escaped.append(c);
            } else {
                escaped.append('%');
                HEX.toHexDigits(escaped, (byte) c);
            }
        }
        return escaped.toString();
    }

    private static String unescaped(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(escaped, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(ISO_8859_1);
    }
}
