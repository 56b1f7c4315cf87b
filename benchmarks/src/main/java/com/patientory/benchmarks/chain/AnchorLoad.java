package com.patientory.benchmarks.chain;

/**
 * Many files under one root, several times: from the files in memory to the block that has their root.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar com.patientory.benchmarks.chain.AnchorLoad anvil 200000 5
 * </pre>
 *
 * The first number is the files of one batch, the second the rounds; in the first round the JVM is cold.
 */
public final class AnchorLoad {
    private AnchorLoad() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("arguments: anvil|clique FILES ROUNDS");
        }
        try (TestNetwork network = TestNetwork.start(arguments[0]);
                LoadWorld world = new LoadWorld(network)) {
            Batches batches = new Batches(world);
            System.out.println("| network | way | files | on the chain | s | files/s | | | | |");
            System.out.println("|---|---|---:|---:|---:|---:|---|---|---|---|");
            for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
                batches.anchor(Integer.parseInt(arguments[1]));
            }
        }
    }
}
