package nitro.chpst;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import nitro.command.CommandFailure;
import nitro.command.Trust;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.ProcessState.Account;
import nitro.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Finds the numbers of users and groups. */
final class Users {
    /** One less than the number that means "leave it" to setuid(2). */
    private static final long LARGEST_ID = 0xffff_fffeL;

    /**
     * The identity of a process.
     *
     * @param groups the supplementary groups, of which the first is the group; never empty
     */
    record Identity(int uid, List<Integer> groups) {
        int gid() {
            return groups.getFirst();
        }
    }

    /** Looks a name up in a database; null if it is not there. */
    private interface Database<T> {
        @Nullable
        T find(String name) throws ErrnoException, CommandFailure;
    }

    private final Database<Account> accounts;
    private final Database<Integer> groups;

    private Users(Database<Account> accounts, Database<Integer> groups) {
        this.accounts = accounts;
        this.groups = groups;
    }

    /** The users of the system's databases. */
    static Users ofSystem(Posix posix) {
        return new Users(posix::account, name -> {
            OptionalInt gid = posix.group(name);
            return gid.isPresent() ? gid.getAsInt() : null;
        });
    }

    /**
     * The users in the files of /etc, without the libraries that the system's databases may need: for another root, in
     * which
     * there are none, or none that root should trust.
     */
    static Users ofFiles(Posix posix) {
        return new Users(
                name -> {
                    List<String> fields = line(posix, "/etc/passwd", name, 4);
                    return fields == null ? null : new Account(number(fields.get(2)), number(fields.get(3)));
                },
                name -> {
                    List<String> fields = line(posix, "/etc/group", name, 3);
                    return fields == null ? null : number(fields.get(2));
                });
    }

    /** The fields of a name's line, if there are that many, and those from the third are numbers of users and groups. */
    private static @Nullable List<String> line(Posix posix, String path, String name, int count)
            throws ErrnoException, CommandFailure {
        String content = WholeFile.of(posix, path);
        String objection = Trust.ofOurs(posix).objection(path);
        if (!objection.isEmpty()) { // who owns that root could give a user of it any number
            throw CommandFailure.error(path + ": not obeyed: " + objection);
        }
        for (String line : content.split("\n", -1)) {
            String[] fields = line.split(":", -1);
            if (fields[0].equals(name)
                    && fields.length >= count
                    && isNumber(fields[2])
                    && isNumber(fields[count - 1])) {
                return List.of(fields);
            }
        }
        return null;
    }

    /** Whether it is a user's or group's number: never an empty word, which would be root's. */
    private static boolean isNumber(String word) {
        long count = Numbers.count(word);
        return !word.isEmpty() && count >= 0 && count <= LARGEST_ID;
    }

    /** In the bits of an int. */
    private static int number(String field) {
        return (int) Numbers.count(field);
    }

    /** A user of the database, with the group that it gives. */
    Identity account(String name) throws CommandFailure {
        Account account = find(accounts, name, "user");
        return new Identity(account.uid(), List.of(account.gid()));
    }

    /** {@code USER[:GROUP...]} of the databases, or {@code :UID:GID...}, which are numbers and looked up nowhere. */
    Identity named(String spec) throws CommandFailure {
        if (spec.startsWith(":")) {
            return numbers(spec.substring(1).split(":", -1), spec);
        }
        String[] names = spec.split(":", -1);
        Identity identity = account(names[0]);
        if (names.length == 1) {
            return identity;
        }
        List<Integer> gids = new ArrayList<>();
        for (String name : List.of(names).subList(1, names.length)) {
            gids.add(find(groups, name, "group"));
        }
        return new Identity(identity.uid(), gids);
    }

    private static Identity numbers(String[] words, String spec) throws CommandFailure {
        if (words.length < 2 || !Stream.of(words).allMatch(Users::isNumber)) {
            throw CommandFailure.error(spec + ": not the numbers of a user and a group");
        }
        List<Integer> ids = Stream.of(words).map(Users::number).toList();
        return new Identity(ids.getFirst(), ids.subList(1, ids.size()));
    }

    private static <T> T find(Database<T> database, String name, String what) throws CommandFailure {
        try {
            T found = name.isEmpty() ? null : database.find(name);
            if (found == null) {
                throw CommandFailure.error(what + " " + name + ": unknown");
            }
            return found;
        } catch (ErrnoException e) {
            throw CommandFailure.error(what + " " + name, e);
        }
    }
}
