package com.patientory.storage.internal.dag;

import com.patientory.storage.Cid;
import com.patientory.storage.CidFormatException;
import com.patientory.storage.MalformedDagException;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.internal.multiformats.EncodingException;
import com.patientory.storage.internal.multiformats.Varint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the block of a tree node, strictly: known fields only, sizes that add up, links that can be followed. */
public final class DagNodeParser {
    private final ByteBuffer block;
    private final List<Link> links = new ArrayList<>();
    private final List<Long> blockSizes = new ArrayList<>();
    private long fileSize = -1;
    private boolean dataSeen;

    private record Link(Cid cid, long cumulativeBytes) {}

    private DagNodeParser(ByteBuffer block) {
        this.block = block;
    }

    /** Reads a block that is known to match its CID. */
    public static DagNode parse(Cid cid, ByteBuffer block) throws MalformedDagException {
        DagNodeParser parser = new DagNodeParser(block.slice());
        try {
            return parser.node();
        } catch (EncodingException e) {
            throw new MalformedDagException(cid, e.offset(), String.valueOf(e.getMessage()));
        } catch (CidFormatException e) {
            throw new MalformedDagException(cid, parser.block.position(), String.valueOf(e.getMessage()));
        }
    }

    private DagNode node() throws EncodingException {
        int end = block.limit();
        while (block.hasRemaining()) {
            switch (tag()) {
                case Fields.NODE_LINK -> within(end, this::link);
                case Fields.NODE_DATA -> within(end, this::unixFs);
                default -> throw fault("unknown field of a node");
            }
        }
        if (links.isEmpty() || links.size() != blockSizes.size()) {
            throw fault(links.size() + " links and " + blockSizes.size() + " block sizes");
        }
        List<DagLink> children = new ArrayList<>(links.size());
        long sum = 0;
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            long contentBytes = blockSizes.get(i);
            checkChild(link.cid, contentBytes);
            children.add(new DagLink(link.cid, contentBytes, link.cumulativeBytes));
            sum += contentBytes;
        }
        if (sum != fileSize || sum < 0) {
            throw fault("block sizes do not add up to the file size");
        }
        return new DagNode(children);
    }

    private void checkChild(Cid child, long contentBytes) throws EncodingException {
        if (contentBytes < 1 || (child.codec() == Cid.Codec.RAW && contentBytes > DagLayout.MAX_LEAF_BYTES)) {
            throw fault("child with " + contentBytes + " bytes");
        }
    }

    private void link() throws EncodingException {
        if (links.size() == DagLayout.MAX_LINKS) {
            throw fault("more than " + DagLayout.MAX_LINKS + " links");
        }
        Cid child = null;
        long cumulativeBytes = 0;
        while (block.hasRemaining()) {
            switch (tag()) {
                case Fields.LINK_HASH -> child = Cid.parse(bytes());
                case Fields.LINK_NAME -> bytes();
                case Fields.LINK_TSIZE -> cumulativeBytes = Varint.read(block);
                default -> throw fault("unknown field of a link");
            }
        }
        if (child == null) {
            throw fault("link without a hash");
        }
        links.add(new Link(child, cumulativeBytes));
    }

    private void unixFs() throws EncodingException {
        if (dataSeen) {
            throw fault("second data field");
        }
        dataSeen = true;
        while (block.hasRemaining()) {
            switch (tag()) {
                case Fields.UNIXFS_TYPE -> requireFile(Varint.read(block));
                case Fields.UNIXFS_FILESIZE -> fileSize = Varint.read(block);
                case Fields.UNIXFS_BLOCKSIZES -> blockSizes.add(Varint.read(block));
                case Fields.UNIXFS_DATA -> requireEmpty(bytes());
                default -> throw fault("unknown field of UnixFS data");
            }
        }
    }

    private void requireFile(long type) throws EncodingException {
        if (type != Fields.TYPE_FILE) {
            throw fault("UnixFS type " + type + ", not a file");
        }
    }

    private void requireEmpty(byte[] inline) throws EncodingException {
        if (inline.length > 0) {
            throw fault("inline data");
        }
    }

    private interface Part {
        void read() throws EncodingException;
    }

    private void within(int end, Part part) throws EncodingException {
        int length = length();
        block.limit(block.position() + length);
        part.read();
        block.limit(end);
    }

    private int tag() throws EncodingException {
        long tag = Varint.read(block);
        return tag > 0x7f ? -1 : (int) tag;
    }

    private byte[] bytes() throws EncodingException {
        byte[] bytes = new byte[length()];
        block.get(bytes);
        return bytes;
    }

    private int length() throws EncodingException {
        long length = Varint.read(block);
        if (length > block.remaining()) {
            throw fault("field of " + length + " bytes is cut off");
        }
        return (int) length;
    }

    private EncodingException fault(String reason) {
        return new EncodingException(block.position(), reason);
    }
}
