package com.patientory.examples.demo;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Stream;

/** The arrows between the modules, checked where all four meet. */
@AnalyzeClasses(packages = "com.patientory", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String CRYPTO = "com.patientory.crypto..";
    private static final String CHAIN = "com.patientory.chain..";
    private static final String STORAGE = "com.patientory.storage..";
    private static final String EHR = "com.patientory.ehr..";
    private static final String EXAMPLES = "com.patientory.examples..";
    private static final Set<String> HIDDEN =
            Set.of("com.fasterxml.jackson", "org.web3j", "org.bouncycastle", "org.bitcoinj", "ca.uhn", "org.hl7");

    @ArchTest
    static final ArchRule cryptoImportsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage(CRYPTO)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CHAIN, STORAGE, EHR, EXAMPLES);

    @ArchTest
    static final ArchRule chainImportsCryptoOnly = noClasses()
            .that()
            .resideInAPackage(CHAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STORAGE, EHR, EXAMPLES, "com.patientory.crypto.internal..");

    @ArchTest
    static final ArchRule storageImportsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage(STORAGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CRYPTO, CHAIN, EHR, EXAMPLES);

    @ArchTest
    static final ArchRule ehrImportsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage(EHR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CRYPTO, CHAIN, STORAGE, EXAMPLES);

    @ArchTest
    static final ArchRule examplesUsePublicApiOnly = noClasses()
            .that()
            .resideInAPackage(EXAMPLES)
            .should()
            .dependOnClassesThat(resideInAPackage("com.patientory..internal..").and(resideOutsideOfPackage(EXAMPLES)));

    @ArchTest
    static final ArchRule spiImportsNoInternals = noClasses()
            .that()
            .resideInAPackage("..spi..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.patientory..internal..");

    @ArchTest
    static final ArchRule web3jStaysInside = staysIn("com.patientory.chain.internal..", "org.web3j..");

    @ArchTest
    static final ArchRule bouncyCastleAndBitcoinjStayInside =
            staysIn("com.patientory.crypto.internal..", "org.bouncycastle..", "org.bitcoinj..");

    @ArchTest
    static final ArchRule hapiStaysOutOfTheLibraries = noClasses()
            .that()
            .resideOutsideOfPackage(EXAMPLES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn..", "org.hl7..");

    @ArchTest
    static final ArchRule cryptoDoesNotLog = noClasses()
            .that()
            .resideInAPackage(CRYPTO)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.slf4j..");

    @ArchTest
    static final ArchRule publicSignaturesHideInternalsAndLibraries = classes()
            .that()
            .arePublic()
            .and(resideInAnyPackage(CRYPTO, CHAIN, STORAGE, EHR))
            .and(resideOutsideOfPackage("..internal.."))
            .should(exposeOnlyPublicTypes());

    /**
     * A public package is the face of its module's internals, and these speak in its value types: that one pair of
     * arrows is the house's shape, not a cycle. All other packages form no cycles.
     */
    @ArchTest
    static final ArchRule packagesFormNoCycles = slices().assignedFrom(new PackageSlices())
            .should()
            .beFreeOfCycles()
            .ignoreDependency(resideInAPackage("..internal.."), resideOutsideOfPackage("..internal.."))
            .ignoreDependency(resideOutsideOfPackage("..internal.."), resideInAPackage("..internal.."));

    private static ArchRule staysIn(String home, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static ArchCondition<JavaClass> exposeOnlyPublicTypes() {
        return new ArchCondition<>("expose only types of public packages and the JDK") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream<JavaCodeUnit> units = type.getCodeUnits().stream().filter(unit -> exposed(unit.getModifiers()));
                Stream<JavaField> fields = type.getFields().stream().filter(field -> exposed(field.getModifiers()));
                Stream.concat(
                                units.flatMap(unit -> unit.getAllInvolvedRawTypes().stream()),
                                fields.flatMap(field -> field.getAllInvolvedRawTypes().stream()))
                        .filter(ArchitectureTest::hidden)
                        .forEach(shown -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " shows " + shown.getName() + " in its signature")));
            }
        };
    }

    private static boolean exposed(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean hidden(JavaClass type) {
        String name = type.getPackageName();
        return (name.contains(".internal") && name.startsWith("com.patientory"))
                || HIDDEN.stream().anyMatch(name::startsWith);
    }

    private static final class PackageSlices implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("com.patientory")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of com.patientory";
        }
    }
}
