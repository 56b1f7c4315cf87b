// Changes the contracts in one place at a time and looks whether a test notices.
//   node mutate.mjs [--only FileVault,User] [--from 0] [--to 100] [--step 1]
// The mutant is compiled without the optimizer; the tests deploy it in place of the committed artifact. A mutant that no
// test notices is printed; mutants.md explains those that cannot be noticed.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const module = join(here, "../../..");
const solidity = join(here, "../../main/solidity");
const artifacts = join(here, "../../main/resources/com/patientory/chain/contracts");
const mutated = join(module, "target/forge/mutant");
const solc = createRequire(join(solidity, "compile.mjs"))("solc");
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};

// Which artifacts hold the code of a source, and which tests see it first.
const PATIENT = { artifacts: ["PatientRegistry"], tests: "FileVault|Forward|Signatures|Registries|AccessTable|Versions|Anchors|BreakGlass|Guardians|Attacks|FileStates|Migration" };
const SOURCES = {
  FileVault: PATIENT,
  Grants: PATIENT,
  Merkle: { ...PATIENT, tests: "Anchors" },
  Succession: { ...PATIENT, tests: "Migration" },
  User: { ...PATIENT, tests: "Guardians|Registries|AccessTable" },
  PatientRegistry: { ...PATIENT, tests: "Registries|Signatures|AccessTable|Guardians|Migration" },
  GranteeIds: { artifacts: ["PatientRegistry", "HospitalRegistry"], tests: PATIENT.tests },
  HospitalRegistry: { artifacts: ["HospitalRegistry"], tests: "Registries|BreakGlass|AccessTable|Grants" },
  StorageRental: { artifacts: ["StorageRental"], tests: "StorageRental|TokenTable" },
  DataExchange: { artifacts: ["DataExchange"], tests: "DataExchange|ExchangeStates|TokenTable" },
  Faucet: { artifacts: ["Faucet"], tests: "Faucet|TokenTable" },
};

// ------------------------------------------------------------------ mutants

const swap = (from, to) => ({ pattern: new RegExp(from, "g"), to });
const OPERATORS = [
  swap(" == ", " != "),
  swap(" != ", " == "),
  swap(" < ", " <= "),
  swap(" <= ", " < "),
  swap(" > ", " >= "),
  swap(" >= ", " > "),
  swap(" && ", " || "),
  swap(" \\|\\| ", " && "),
  swap(" \\+ ", " - "),
  swap(" - ", " + "),
  swap(" \\* ", " / "),
  swap(" / ", " * "),
  swap(" & ~", " & "),
  swap(" & ", " | "),
  swap(" \\| ", " & "),
  swap(" << ", " >> "),
  swap(" >> ", " << "),
  swap("\\+\\+;", ";"),
  swap(" \\+= ", " -= "),
  swap("(?<![=!<>])!(?=[\\w(])", ""),
  swap("\\breturn true\\b", "return false"),
  swap("\\breturn false\\b", "return true"),
  swap("\\bif \\((?=.*\\) revert)", "if (false && "),
  swap("\\bonlyOwner\\b", ""),
  swap("\\bonlyAdminOf\\(hospitalId\\)", ""),
  swap("^ +emit [^;]*;$", ""),
  swap("^ +delete [^;]*;$", ""),
  swap("^ +_?[\\w.]+(\\[[^=]*\\])? \\+?= [^;]*;$", ""),
  swap("^ +(_\\w+|token\\.\\w+|writers\\.\\w+)\\([^;]*\\);$", ""),
  swap("(?<=[^\\w])break;", ""),
];

// Text that is not code of ours to change: comments, declarations of constants, events, errors, types and imports.
function codeLines(text) {
  let inside = false;
  return text.split("\n").map((line, number) => {
    const code = line.replace(/\/\/.*$/, "");
    if (/^\s*(event|error|struct|enum|import|pragma|using|type)\b/.test(code) || /\bconstant\b/.test(code)) inside = true;
    const skipped = inside;
    if (/;\s*$/.test(code) || /^\s*}\s*$/.test(code)) inside = false;
    return { number, line, code: skipped || code.trim() === "" ? null : code };
  });
}

function mutantsOf(name) {
  const text = readFileSync(join(solidity, `${name}.sol`), "utf8");
  const lines = text.split("\n");
  const found = [];
  for (const { number, line, code } of codeLines(text)) {
    if (code === null) continue;
    for (const { pattern, to } of OPERATORS) {
      for (const match of code.matchAll(pattern)) {
        const changed = line.slice(0, match.index) + to + line.slice(match.index + match[0].length);
        const source = [...lines.slice(0, number), changed, ...lines.slice(number + 1)].join("\n");
        found.push({ name, number: number + 1, from: line.trim(), to: changed.trim() || "(nothing)", source });
      }
    }
  }
  return found;
}

// ------------------------------------------------------------ compile and test

const originals = Object.fromEntries(
  readdirSync(solidity).filter((file) => file.endsWith(".sol")).map((file) => [file, { content: readFileSync(join(solidity, file), "utf8") }]),
);

function resolveImport(path) {
  const file = join(solidity, "node_modules", path);
  return existsSync(file) ? { contents: readFileSync(file, "utf8") } : { error: `${path} not found` };
}

function compile({ name, source }) {
  const outputSelection = Object.fromEntries(SOURCES[name].artifacts.map((a) => [`${a}.sol`, { [a]: ["evm.bytecode.object"] }]));
  const settings = { evmVersion: "paris", metadata: { bytecodeHash: "none", appendCBOR: false }, outputSelection };
  const sources = { ...originals, [`${name}.sol`]: { content: source } };
  const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources, settings }), { import: resolveImport }));
  if ((output.errors ?? []).some(({ severity }) => severity === "error")) return null;
  return Object.fromEntries(SOURCES[name].artifacts.map((a) => [a, output.contracts[`${a}.sol`][a].evm.bytecode.object]));
}

function install(codes) {
  mkdirSync(mutated, { recursive: true });
  cpSync(artifacts, mutated, { recursive: true });
  for (const [name, code] of Object.entries(codes)) {
    const file = join(mutated, `${name}.json`);
    const json = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...json, bytecode: `0x${code}` }));
  }
}

function passes(...options) {
  const env = { ...process.env, PATIENTORY_ARTIFACTS: "target/forge/mutant", FOUNDRY_PROFILE: "mutants" };
  const run = spawnSync(process.execPath, [join(here, "forge.mjs"), "test", "--fail-fast", ...options], { env });
  if (run.status === null) throw new Error(`forge ended by ${run.signal}`);
  return run.status === 0;
}

// ---------------------------------------------------------------------- run

const only = option("only", "");
const all = Object.keys(SOURCES).filter((name) => only === "" || only.split(",").includes(name)).flatMap(mutantsOf);
const step = Number(option("step", "1"));
const chosen = all.slice(Number(option("from", "0")), Number(option("to", `${all.length}`))).filter((_, i) => i % step === 0);
install({});
for (const name of ["PatientRegistry", "HospitalRegistry", "StorageRental", "DataExchange", "Faucet"]) {
  const source = Object.keys(SOURCES).find((key) => SOURCES[key].artifacts.includes(name));
  install(compile({ name: source, source: originals[`${source}.sol`].content }));
}
if (!passes()) {
  console.error("mutate: the tests fail without a mutant");
  process.exit(1);
}
const count = { killed: 0, uncompilable: 0, survived: 0 };
for (const mutant of chosen) {
  const codes = compile(mutant);
  if (codes === null) {
    count.uncompilable++;
    continue;
  }
  install(codes);
  if (!passes("--match-contract", SOURCES[mutant.name].tests) || !passes()) {
    count.killed++;
    continue;
  }
  count.survived++;
  console.log(`survived: ${mutant.name}.sol:${mutant.number}\n  - ${mutant.from}\n  + ${mutant.to}`);
}
const ran = count.killed + count.survived;
console.log(`${ran} mutants, ${count.killed} killed (${((100 * count.killed) / ran).toFixed(1)} %), ${count.survived} survived; ${count.uncompilable} more do not compile`);
