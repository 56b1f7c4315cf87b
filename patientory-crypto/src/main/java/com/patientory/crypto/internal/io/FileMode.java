package com.patientory.crypto.internal.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Owner, group and permissions, on systems that have those of POSIX; access control lists are not looked at. */
final class FileMode {
    private static final Set<PosixFilePermission> OF_GROUP = EnumSet.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

    private FileMode() {}

    /** Gives one file those of another; does nothing where there is no other, or only a link. */
    static void copy(Path from, Path to) throws IOException {
        PosixFileAttributeView source = view(from);
        PosixFileAttributeView target = view(to);
        if (source == null || target == null || !Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        PosixFileAttributes wanted = source.readAttributes();
        PosixFileAttributes given = target.readAttributes();
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(wanted.permissions());
        if (!given.group().equals(wanted.group()) && !isDone(() -> target.setGroup(wanted.group()))) {
            // They were meant for another group.
            permissions.removeAll(OF_GROUP);
        }
        if (!given.permissions().equals(permissions)) {
            target.setPermissions(permissions);
        }
        // Last: what belongs to somebody else cannot be changed any more.
        if (!given.owner().equals(wanted.owner())) {
            isDone(() -> target.setOwner(wanted.owner()));
        }
    }

    private static @Nullable PosixFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Only a privileged process may give a file to another owner, or to a group that it is not in. */
    private static boolean isDone(Change change) {
        try {
            change.run();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A change that the system may refuse. */
    private interface Change {
        void run() throws IOException;
    }
}
