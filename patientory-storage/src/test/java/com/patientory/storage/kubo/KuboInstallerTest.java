package com.patientory.storage.kubo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.testkit.KuboInstaller;
import com.patientory.storage.testkit.PrerequisiteMissingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KuboInstallerTest {
    @TempDir
    private Path folder;

    @Test
    void ipfs_overrideNamesABinary_isTaken() throws Exception {
        Path binary = executable("ipfs", "exit 0");
        assertEquals(
                binary,
                installer(Map.of(KuboInstaller.OVERRIDE, binary.toString())).ipfs());
    }

    @Test
    void ipfs_overrideNamesNothing_saysSo() {
        PrerequisiteMissingException e = assertThrows(
                PrerequisiteMissingException.class,
                () -> installer(Map.of(
                                KuboInstaller.OVERRIDE, folder.resolve("absent").toString()))
                        .ipfs());
        assertEquals("ipfs", e.tool());
    }

    @Test
    void ipfs_noGo_saysWhichVersionIsNeeded() {
        PrerequisiteMissingException e = assertThrows(
                PrerequisiteMissingException.class,
                () -> installer(Map.of("PATH", folder.toString())).ipfs());
        assertEquals("go", e.tool());
        assertTrue(String.valueOf(e.getMessage()).contains("1.26.4"), e.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void ipfs_oldGo_saysWhichVersionIsNeededAndFound() throws Exception {
        executable("go", "echo go1.26.3");
        PrerequisiteMissingException e = assertThrows(
                PrerequisiteMissingException.class,
                () -> installer(Map.of("PATH", folder.toString())).ipfs());
        assertTrue(String.valueOf(e.getMessage()).contains("go1.26.3"), e.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void ipfs_builtOnce_isNotBuiltAgain() throws Exception {
        Path log = folder.resolve("log");
        executable("go", """
                echo "$1" >> '%s'
                case "$1" in
                  env) echo go1.26.8 ;;
                  mod) echo '{ "Dir": "%s", "Sum": "h1:mp40G/pAwckX54zJfIK3CTLK6S1Ae+Wa63g3I68W8cA=" }' ;;
                  build) while [ "$1" != -o ]; do shift; done; echo binary > "$2"; chmod +x "$2" ;;
                esac""".formatted(log, folder));
        List<String> told = new ArrayList<>();
        KuboInstaller installer =
                KuboInstaller.in(folder.resolve("tools"), Map.of("PATH", folder.toString()), told::add);
        Path binary = installer.ipfs();
        assertTrue(Files.isExecutable(binary));
        assertEquals(binary, installer.ipfs());
        assertEquals(List.of("env", "mod", "build"), Files.readAllLines(log));
        assertTrue(told.get(0).contains("takes minutes"), () -> told.toString());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void ipfs_otherSources_areNotBuilt() throws Exception {
        executable("go", """
                case "$1" in
                  env) echo go1.26.8 ;;
                  mod) echo '{ "Dir": "/", "Sum": "h1:somethingElse=" }' ;;
                esac""");
        Exception e = assertThrows(
                java.io.IOException.class,
                () -> installer(Map.of("PATH", folder.toString())).ipfs());
        assertTrue(String.valueOf(e.getMessage()).contains("checksum"), e.getMessage());
    }

    private KuboInstaller installer(Map<String, String> environment) {
        return KuboInstaller.in(folder.resolve("tools"), environment, message -> {});
    }

    private Path executable(String name, String script) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }
}
