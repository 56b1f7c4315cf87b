// Measures what the forge tests run of our contracts: node coverage.mjs. Fails below 100 per cent of branches, functions or lines.
// The measured code is compiled by forge from the sources, not the committed artifacts: only that can be traced. An
// expression without an `if` (a && b in a return) is no branch to forge; mutate.mjs looks at those.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const report = join(here, "../../../target/forge/lcov.info");
mkdirSync(dirname(report), { recursive: true });
const env = { ...process.env, PATIENTORY_CODE: "sources", FOUNDRY_PROFILE: "mutants" };
const run = spawnSync(process.execPath, [join(here, "forge.mjs"), "coverage", "--report", "lcov", "--report-file", report], { env });
if (run.status !== 0) {
  console.error(`${run.stdout}${run.stderr}`);
  process.exit(1);
}

let missing = 0;
for (const record of readFileSync(report, "utf8").split("end_of_record")) {
  const file = /^SF:src\/main\/solidity\/(\w+)\.sol$/m.exec(record)?.[1];
  if (!file) continue;
  const number = (key) => Number(new RegExp(`^${key}:(\\d+)$`, "m").exec(record)?.[1] ?? 0);
  const part = (name, hit, found) => `${name} ${number(hit)}/${number(found)}`;
  missing += ["BR", "FN", "L"].reduce((sum, key) => sum + number(`${key}F`) - number(`${key}H`), 0);
  console.log(`${file.padEnd(17)} ${part("branches", "BRH", "BRF")}, ${part("functions", "FNH", "FNF")}, ${part("lines", "LH", "LF")}`);
  for (const [line] of record.matchAll(/^(DA:\d+,0|BRDA:.*,(0|-)|FNDA:0,.*)$/gm)) console.log(`  never: ${line}`);
}
if (missing > 0) process.exit(1);
console.log("coverage: everything that can be measured is");
