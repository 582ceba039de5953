package nitro.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nitro.posix.Invocation;
import nitro.posix.image.ImagePlatform;

/** The program as a native image: it is the command by whose name it is called, else the one its first argument names. */
public final class ImageMain {
    private ImageMain() {}

    /** Java's own arguments are not looked at: they are no byte strings, and begin after argument 0. */
    public static void main(String[] ignored) {
        ImagePlatform platform = new ImagePlatform();
        platform.posix().mayExit(); // of pid 1 it was a crash, until Java ran
        boolean init = platform.posix().getpid() == 1;
        List<String> args = commandAndArguments(platform.arguments(), init);
        Origin origin = new Origin(args, platform.environment(), platform.self());
        OutputStream out = platform.stream(1);
        OutputStream err = platform.stream(2);
        if (!isSupervisor(args, init)) {
            platform.releaseSignals();
        }
        System.exit(
                !init && Install.isAskedFor(args)
                        ? install(origin, platform, err)
                        : Main.run(origin, platform, out, err));
    }

    private static int install(Origin origin, ImagePlatform platform, OutputStream err) {
        PrintStream said = new PrintStream(err, true, StandardCharsets.ISO_8859_1);
        Invocation call = new Invocation("nitro", origin.args(), origin.environment(), origin.self(), said, said);
        return Install.run(call, platform.posix());
    }

    /**
     * The command's name and its arguments, of all arguments from argument 0.
     *
     * @param init whether we are pid 1: that is an init whatever it is called and whatever words it gets (spec 1.1)
     */
    static List<String> commandAndArguments(List<String> argv, boolean init) {
        List<String> args = new ArrayList<>(argv);
        String name = args.removeFirst();
        name = name.substring(name.lastIndexOf('/') + 1);
        if (Table.names().contains(name)) {
            args.addFirst(name);
        } else if (init && (args.isEmpty() || !Table.names().contains(args.getFirst()))) {
            args.addFirst("init");
        }
        return args;
    }

    private static boolean isSupervisor(List<String> args, boolean init) {
        return !args.isEmpty()
                && (args.getFirst().equals("nitro") || init && args.getFirst().equals("init"));
    }
}
