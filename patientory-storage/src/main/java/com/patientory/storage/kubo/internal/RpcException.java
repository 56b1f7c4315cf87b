package com.patientory.storage.kubo.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call to a node's RPC that did not end with an answer one can use; {@link #kind()} says how it ended. */
public final class RpcException extends IOException {
    private static final long serialVersionUID = 1L;

    /** How a call failed. */
    public enum Kind {
        /** No connection, or it broke before the answer was complete. */
        UNREACHABLE,
        /** Nothing, or not everything, arrived in time. */
        TIMED_OUT,
        /** The node is there and says no: {@link RpcException#getMessage()} has its words. */
        REFUSED,
        /** An answer that is not what the RPC promises: too long, not JSON, a redirect. */
        MALFORMED,
        /** The caller's own thread was interrupted or the caller cancelled. */
        CANCELLED
    }

    private final Kind kind;
    private final int status;

    private RpcException(Kind kind, int status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
    }

    static RpcException unreachable(String command, @Nullable Throwable cause) {
        return new RpcException(Kind.UNREACHABLE, 0, command + ": no complete answer", cause);
    }

    static RpcException timedOut(String command, @Nullable Throwable cause) {
        return new RpcException(Kind.TIMED_OUT, 0, command + ": timed out", cause);
    }

    static RpcException refused(String command, int status, String words) {
        return new RpcException(Kind.REFUSED, status, command + ": HTTP " + status + ", " + words, null);
    }

    static RpcException malformed(String command, String reason) {
        return new RpcException(Kind.MALFORMED, 0, command + ": " + reason, null);
    }

    static RpcException cancelled(String command) {
        return new RpcException(Kind.CANCELLED, 0, command + ": cancelled", null);
    }

    /**
     * How the call failed.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The HTTP status.
     *
     * @return the status of a refusal, otherwise 0
     */
    public int status() {
        return status;
    }

    /**
     * Whether the node says that it has not got the block. Kubo has no code for that, only words.
     *
     * @return true when the words are among those that Kubo uses
     */
    public boolean saysNotFound() {
        String words = String.valueOf(getMessage());
        return kind == Kind.REFUSED && (words.contains("not found") || words.contains("could not find"));
    }

    /**
     * Whether the node says that there is no such pin. Kubo has no code for that, only words.
     *
     * @return true when the words are among those that Kubo uses
     */
    public boolean saysNotPinned() {
        return kind == Kind.REFUSED && String.valueOf(getMessage()).contains("not pinned");
    }

    /**
     * Whether the node itself gave up waiting for its peers.
     *
     * @return true when the words are among those that Kubo uses
     */
    public boolean saysDeadlineExceeded() {
        return kind == Kind.REFUSED && String.valueOf(getMessage()).contains("deadline exceeded");
    }

    /**
     * Whether the node's disk is full.
     *
     * @return true when the words are those of its operating system
     */
    public boolean saysNoSpace() {
        return kind == Kind.REFUSED && String.valueOf(getMessage()).contains("no space left");
    }
}
