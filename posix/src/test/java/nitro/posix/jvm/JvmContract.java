package nitro.posix.jvm;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.contract.Contract;
import nitro.posix.contract.Helper;
import nitro.posix.contract.World;

/**
 * The contract as a program: {@code posix DIRECTORY} or {@code client DIRECTORY} runs it in an empty directory and
 * prints TAP; {@code helper-posix ...} and {@code helper-client ...} are the programs that cases start.
 */
public final class JvmContract {
    private JvmContract() {}

    public static void main(String[] args) throws ErrnoException {
        Posix posix = new JvmPosix();
        List<String> rest = Arrays.asList(args).subList(1, args.length);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out));
        int status = switch (args[0]) {
            case "posix" -> Contract.run(Contract.all(), world("posix", posix, rest.getFirst()), out);
            case "client" -> Contract.run(Contract.client(), world("client", posix, rest.getFirst()), out);
            case "helper-posix" -> Helper.run(posix, posix, rest);
            case "helper-client" -> Helper.run(posix, client(posix), rest);
            default -> throw new IllegalArgumentException(args[0]);
        };
        System.exit(status);
    }

    private static ClientPosix client(Posix posix) {
        return new JvmClientPosix(() -> posix);
    }

    /** @param flavour {@code posix} or {@code client}: what serves clients */
    static World world(String flavour, Posix posix, String directory) throws ErrnoException {
        ClientPosix client = flavour.equals("client") ? client(posix) : posix;
        // as the launcher has it for limits of memory, which a compiler's thread would run into before the program is
        // there
        List<String> self = java(List.of("-Xint"), "helper-" + flavour);
        return new World(posix, client, directory, self);
    }

    /** The command that runs this class in a JVM as this one. */
    static List<String> java(List<String> options, String argument) {
        List<String> argv = new java.util.ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        for (String property : List.of("jnr.ffi.asm.enabled", "org.newsclub.net.unix.library.override")) {
            if (System.getProperty(property) != null) {
                argv.add("-D" + property + "=" + System.getProperty(property));
            }
        }
        argv.addAll(options);
        argv.addAll(List.of("-cp", System.getProperty("java.class.path"), JvmContract.class.getName(), argument));
        return argv;
    }
}
