package com.patientory.crypto.error;

/** The words are not a BIP-39 mnemonic. The words themselves are in no message. */
public abstract sealed class MnemonicException extends PatientoryCryptoException {
    private static final long serialVersionUID = 1L;

    MnemonicException(String message) {
        super(message);
    }

    /** There are too few or too many words. */
    public static final class WordCount extends MnemonicException {
        private static final long serialVersionUID = 1L;

        /** Words given. */
        private final int found;

        /** Words needed. */
        private final int expected;

        /**
         * Names both counts.
         *
         * @param found words that were given
         * @param expected words that are needed
         */
        public WordCount(int found, int expected) {
            super("A mnemonic has " + expected + " words, not " + found);
            this.found = found;
            this.expected = expected;
        }

        /**
         * The words that were given.
         *
         * @return their count
         */
        public int found() {
            return found;
        }

        /**
         * The words that are needed.
         *
         * @return their count
         */
        public int expected() {
            return expected;
        }
    }

    /** The text is longer than any way of typing twelve words; it was not read. */
    public static final class TooLong extends MnemonicException {
        private static final long serialVersionUID = 1L;

        /** Length of the text. */
        private final int found;

        /** The longest text that is read. */
        private final int limit;

        /**
         * Names both lengths.
         *
         * @param found characters that were given
         * @param limit characters that are read at most
         */
        public TooLong(int found, int limit) {
            super("Words of " + found + " characters are given, at most " + limit + " are read");
            this.found = found;
            this.limit = limit;
        }

        /**
         * The length of the text.
         *
         * @return its characters
         */
        public int found() {
            return found;
        }

        /**
         * The longest text that is read.
         *
         * @return its characters
         */
        public int limit() {
            return limit;
        }
    }

    /** One word is not in the English list. */
    public static final class UnknownWord extends MnemonicException {
        private static final long serialVersionUID = 1L;

        /** The place of the word, the first is 1. */
        private final int position;

        /**
         * Names the place, not the word.
         *
         * @param position the word's place, the first is 1
         */
        public UnknownWord(int position) {
            super("Word " + position + " is not in the BIP-39 English list");
            this.position = position;
        }

        /**
         * The place of the unknown word.
         *
         * @return its place, the first is 1
         */
        public int position() {
            return position;
        }
    }

    /** All words are in the list, but they do not fit together: one is mistaken for another, or the order is wrong. */
    public static final class Checksum extends MnemonicException {
        private static final long serialVersionUID = 1L;

        /** Words whose checksum is wrong. */
        public Checksum() {
            super("The words do not fit together: their checksum is wrong");
        }
    }
}
