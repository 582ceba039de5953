package nitro.posix.jvm;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import nitro.posix.Errno;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AddressAlreadyInUseSocketException;
import org.newsclub.net.unix.ConnectionRefusedSocketException;

/** Gives Java's exceptions the names of errno back, as far as they have kept them. */
final class JavaErrors {
    private JavaErrors() {}

    /** Why it failed; EUNKNOWN if that is not to be told, as when the system's messages are not English. */
    static Errno of(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> Errno.ENOENT;
            case AccessDeniedException _ -> Errno.EACCES;
            case FileAlreadyExistsException _ -> Errno.EEXIST;
            case DirectoryNotEmptyException _ -> Errno.ENOTEMPTY;
            case NotDirectoryException _ -> Errno.ENOTDIR;
            case NotLinkException _ -> Errno.EINVAL;
            case ConnectionRefusedSocketException _ -> Errno.ECONNREFUSED;
            case AddressAlreadyInUseSocketException _ -> Errno.EADDRINUSE;
            case FileSystemException file -> named(file.getReason());
            default -> named(e.getMessage());
        };
    }

    private static Errno named(@Nullable String message) {
        for (Errno errno : Errno.values()) {
            if (errno.message().equals(message)) {
                return errno;
            }
        }
        return Errno.EUNKNOWN;
    }
}
