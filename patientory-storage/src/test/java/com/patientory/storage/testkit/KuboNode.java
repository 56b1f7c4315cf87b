package com.patientory.storage.testkit;

import com.patientory.storage.Cid;
import com.patientory.storage.dag.DagLayout;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A real Kubo daemon with an empty repository of its own: loopback only, ports chosen by the system, a private swarm
 * key, no bootstrap peers, no routing, no discovery, no telemetry, no configuration from the network. It ends when it
 * is closed and when this JVM ends in any way, and its repository goes with it. Needs no JUnit.
 */
public final class KuboNode implements AutoCloseable {
    private final KuboRepository repository;
    private final KuboProcess process;
    private final KuboApi api;

    private KuboNode(KuboRepository repository, KuboProcess process) throws IOException {
        this.repository = repository;
        this.process = process;
        this.api = new KuboApi(process.api());
    }

    /**
     * Starts a node alone in a network of its own. Blocks for about two seconds.
     *
     * @param ipfs the binary, as from {@link KuboInstaller#ipfs()}
     * @return the running node
     * @throws IOException when it does not come up, with the end of its log
     */
    public static KuboNode start(Path ipfs) throws IOException {
        return start(ipfs, SwarmKey.generate());
    }

    static KuboNode start(Path ipfs, SwarmKey swarm) throws IOException {
        KuboRepository repository = KuboRepository.create(ipfs, swarm);
        try {
            return new KuboNode(repository, KuboProcess.start(ipfs, repository));
        } catch (IOException | RuntimeException e) {
            repository.delete();
            throw e;
        }
    }

    /**
     * Where the RPC listens.
     *
     * @return scheme, loopback address and port
     */
    public URI api() {
        return process.api();
    }

    /**
     * The name of the node in its network.
     *
     * @return the peer id
     * @throws IOException when the node does not answer
     */
    public String peerId() throws IOException {
        return api.peerId();
    }

    /**
     * Connects to another node, of the same {@link KuboCluster}; blocks until they are.
     *
     * @param other the other node
     * @throws IOException when they cannot
     */
    public void connect(KuboNode other) throws IOException {
        api.connect(other.api.address());
    }

    /**
     * What the node would call some content, without storing it.
     *
     * @param content the content, which does not contain {@code --x} in a line of its own
     * @param layout how to cut it
     * @return the CID that Kubo computes
     * @throws IOException when the node does not answer
     */
    public Cid hash(byte[] content, DagLayout layout) throws IOException {
        return Cid.parse(api.hash(content, layout.leafBytes(), layout.maxLinks()));
    }

    /**
     * Kills the daemon at once, as a power cut would. The repository stays until {@link #close()}.
     *
     * @throws IOException when it does not end
     */
    public void kill() throws IOException {
        process.kill();
    }

    /**
     * The file that holds a block.
     *
     * @param block the block
     * @return its path in the repository, whether there is such a file or not
     */
    public Path blockFile(Cid block) {
        return repository.blockFile(block);
    }

    /**
     * Turns one bit of a block on the node's disk, behind the node's back.
     *
     * @param block the block, not an empty one
     * @param offsetBytes the byte in which the bit is
     * @throws IOException when there is no such block
     */
    public void corrupt(Cid block, int offsetBytes) throws IOException {
        byte[] bytes = Files.readAllBytes(blockFile(block));
        bytes[offsetBytes] ^= 1;
        Files.write(blockFile(block), bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Ends the daemon and deletes its repository. */
    @Override
    public void close() throws IOException {
        process.close();
        repository.delete();
    }
}
