package com.patientory.chain.internal.write;

class MemoryJournalTest extends JournalContract {
    @Override
    Journal open(int writer) {
        return Journal.inMemory();
    }
}
