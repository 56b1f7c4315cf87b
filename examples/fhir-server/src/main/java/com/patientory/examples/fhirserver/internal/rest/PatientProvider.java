package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** Patients, found by telephone number, identifier, name and birth date. */
public final class PatientProvider extends SharedProvider {
    private static final int NAME_MAX_CHARS = 1024;

    /** The provider of patients. */
    public PatientProvider(Records records) {
        super(records, "Patient");
    }

    /** {@code GET Patient?phone=...}. */
    @Search
    public IBundleProvider search(
            @OptionalParam(name = "_id") @Nullable TokenOrListParam ids,
            @OptionalParam(name = "identifier") @Nullable TokenOrListParam identifier,
            @OptionalParam(name = "phone") @Nullable TokenOrListParam phone,
            @OptionalParam(name = "email") @Nullable TokenOrListParam email,
            @OptionalParam(name = "telecom") @Nullable TokenOrListParam telecom,
            @OptionalParam(name = "name") @Nullable StringParam name,
            @OptionalParam(name = "family") @Nullable StringParam family,
            @OptionalParam(name = "given") @Nullable StringParam given,
            @OptionalParam(name = "birthdate") @Nullable DateRangeParam birthDate,
            @OptionalParam(name = "gender") @Nullable TokenOrListParam gender,
            @OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam lastUpdated,
            @Sort @Nullable SortSpec sort) {
        Query query = new Query(records, type)
                .ids(ids)
                .lastUpdated(lastUpdated)
                .resource(
                        Patient.class,
                        p -> Tokens.identifiers(identifier, p.getIdentifier())
                                && Tokens.contacts(phone, contacts(p, ContactPointSystem.PHONE))
                                && Tokens.contacts(email, contacts(p, ContactPointSystem.EMAIL))
                                && Tokens.contacts(telecom, p.getTelecom())
                                && Tokens.code(gender, p.getGender().toCode()))
                .resource(
                        Patient.class,
                        p -> named(name, p.getName().stream().flatMap(PatientProvider::parts))
                                && named(family, p.getName().stream().map(HumanName::getFamily))
                                && named(given, p.getName().stream().flatMap(PatientProvider::given))
                                && (birthDate == null
                                        || Query.within(
                                                birthDate, p.getBirthDate().toInstant())));
        return new Page(records, query.run(sort));
    }

    private static List<ContactPoint> contacts(Patient patient, ContactPointSystem system) {
        return patient.getTelecom().stream()
                .filter(c -> c.getSystem() == system)
                .toList();
    }

    private static Stream<String> given(HumanName name) {
        return name.getGiven().stream().map(StringType::getValue);
    }

    private static Stream<String> parts(HumanName name) {
        return Stream.concat(Stream.of(name.getFamily()), given(name));
    }

    private static boolean named(@Nullable StringParam wanted, Stream<String> names) {
        if (wanted == null) {
            return true;
        }
        if (wanted.isExact()) {
            return names.anyMatch(wanted.getValueNotNull()::equals);
        }
        // Unicode's normal forms take time in the square of a run of combining marks: 5 s for 80,000.
        if (wanted.getValueNotNull().length() > NAME_MAX_CHARS) {
            throw new InvalidRequestException("a name of more than " + NAME_MAX_CHARS + " characters");
        }
        String plain = plain(wanted.getValueNotNull());
        return names.map(PatientProvider::plain)
                .anyMatch(n -> wanted.isContains() ? n.contains(plain) : n.startsWith(plain));
    }

    /** FHIR's string search heeds neither case nor accents. */
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
