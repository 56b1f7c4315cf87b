package com.patientory.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Something that stores are known to fail at, as opposed to a bug. The family is closed and each member carries its
 * facts; messages name CIDs, nodes and numbers only, never content. The facts are not kept when an exception is serialized.
 */
public abstract sealed class StorageException extends IOException
        permits BlobNotFoundException,
                BlobTamperedException,
                ContentMismatchException,
                LastCopyException,
                MalformedDagException,
                NodeFailedException,
                NodeFullException,
                NodeRefusedException,
                NodeUnreachableException,
                StoreLockedException,
                UnsatisfiablePlacementException,
                WriteQuorumException {
    private static final long serialVersionUID = 1L;

    StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
