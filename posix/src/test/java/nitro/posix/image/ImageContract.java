package nitro.posix.image;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.contract.Contract;
import nitro.posix.contract.Helper;
import nitro.posix.contract.World;

/**
 * The contract as a native image: {@code DIRECTORY} runs it in an empty directory and prints TAP; {@code helper ...} is
 * the program that cases start.
 */
public final class ImageContract {
    private static final String HELPER = "helper";

    private ImageContract() {}

    public static void main(String[] ignored) throws ErrnoException {
        ProcessCalls.releaseSignals();
        ImagePlatform platform = new ImagePlatform();
        ImagePosix posix = platform.posix();
        List<String> args = platform.arguments();
        if (args.get(1).equals(HELPER)) {
            System.exit(Helper.run(posix, posix, args.subList(2, args.size())));
        }
        List<String> helper = List.of(platform.self().path(), HELPER);
        World world = new World(posix, posix, args.get(1), helper);
        PrintStream out = new PrintStream(platform.stream(1), true, StandardCharsets.ISO_8859_1);
        System.exit(Contract.run(Contract.all(), world, out));
    }
}
