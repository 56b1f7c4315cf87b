package com.patientory.storage.internal.dag;

/** Protobuf tags, each field number times eight plus the wire type: 0 a varint, 2 bytes with their length. */
final class Fields {
    static final int NODE_DATA = (1 << 3) | 2;
    static final int NODE_LINK = (2 << 3) | 2;

    static final int LINK_HASH = (1 << 3) | 2;
    static final int LINK_NAME = (2 << 3) | 2;
    static final int LINK_TSIZE = 3 << 3;

    static final int UNIXFS_TYPE = 1 << 3;
    static final int UNIXFS_DATA = (2 << 3) | 2;
    static final int UNIXFS_FILESIZE = 3 << 3;
    static final int UNIXFS_BLOCKSIZES = 4 << 3;

    static final int TYPE_FILE = 2;

    private Fields() {}
}
