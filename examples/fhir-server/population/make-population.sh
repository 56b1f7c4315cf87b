#!/bin/sh
# Makes the population again: Synthea with fixed seeds and dates, as its own process, then MakePopulation.
# Usage: make-population.sh [ARCHIVE]   (default: the committed archive). Needs JDK 17+ and Maven; about a minute.
# The same JDK gives the same bytes on every run.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
archive=${1:-$here/../src/main/resources/com/patientory/examples/fhirserver/population.zip}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

mvn -q -B -f "$here/pom.xml" dependency:copy-dependencies -Dlibraries="$work/lib"

seed=20260901
date=20260901
echo "Synthea: seed $seed, reference date $date (log: printed on failure)"
(cd "$work" && java -Xmx2g -Duser.timezone=UTC -Dfile.encoding=UTF-8 -cp "$work/lib/*" App \
  -s $seed -cs $seed -r $date -e $date -p 8 -a 18-70 \
  --exporter.baseDirectory="$work/out" \
  --exporter.years_of_history=4 \
  --exporter.ccda.export=true \
  --exporter.fhir.included_resources=Patient,Encounter,Condition,AllergyIntolerance,Observation,DiagnosticReport,DocumentReference,Medication,MedicationRequest,Immunization,Procedure,CarePlan,CareTeam,ImagingStudy \
  --generate.only_alive_patients=true \
  --generate.thread_pool_size=1 \
  Massachusetts Boston >"$work/synthea.log" 2>&1) || { cat "$work/synthea.log"; exit 1; }

javac -encoding UTF-8 -cp "$work/lib/*" -d "$work/classes" "$here"/*.java
java -Dfile.encoding=UTF-8 -cp "$work/classes:$work/lib/*" MakePopulation "$work/out" "$archive"
