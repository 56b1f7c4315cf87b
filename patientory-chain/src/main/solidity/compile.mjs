// Compiles the contracts to the artifacts that the Java build reads.
//   node compile.mjs           writes them
//   node compile.mjs --check   writes nothing; fails if any byte of them would differ
// The settings below are part of the artifacts' identity: change one and every artifact changes.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const CONTRACTS = [
  "DataExchange",
  "Faucet",
  "FileVault",
  "HospitalRegistry",
  "PatientRegistry",
  "Ptoy",
  "StorageRental",
  "User",
];
const COMPILER = "0.8.37";
const SETTINGS = {
  evmVersion: "paris",
  optimizer: { enabled: true, runs: 10000 },
  viaIR: false,
  metadata: { bytecodeHash: "none", appendCBOR: false },
  outputSelection: { "*": { "*": ["abi", "evm.bytecode", "evm.deployedBytecode", "storageLayout", "userdoc", "devdoc"] } },
};

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../resources/com/patientory/chain/contracts");
const require = createRequire(import.meta.url);

function fail(message) {
  console.error(`contracts: ${message}`);
  process.exit(1);
}

function loadCompiler() {
  let solc;
  try {
    solc = require("solc");
  } catch {
    fail("the compiler is missing; run `npm ci` in src/main/solidity");
  }
  if (!solc.version().startsWith(`${COMPILER}+`)) fail(`compiler ${solc.version()} found, ${COMPILER} needed`);
  return solc;
}

function sources() {
  const names = readdirSync(here).filter((name) => name.endsWith(".sol")).sort();
  return Object.fromEntries(names.map((name) => [name, { content: readFileSync(join(here, name), "utf8") }]));
}

function resolveImport(path) {
  const file = join(here, "node_modules", path);
  return existsSync(file) ? { contents: readFileSync(file, "utf8") } : { error: `${path} not found` };
}

function compile(solc) {
  const input = { language: "Solidity", sources: sources(), settings: SETTINGS };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: resolveImport }));
  const foreign = (finding) =>
    finding.severity === "warning" && finding.sourceLocation?.file.startsWith("@openzeppelin/");
  const findings = (output.errors ?? []).filter((finding) => !foreign(finding));
  for (const finding of findings) console.error(finding.formattedMessage);
  if (findings.length > 0) fail(`${findings.length} findings; warnings count as errors`);
  return { output, version: solc.version() };
}

// Types first, then names: the order in which a reader looks things up, and one that no compiler release can change.
const KINDS = ["constructor", "function", "event", "error"];
const abiKey = ({ type, name = "" }) => `${KINDS.indexOf(type)} ${name}`;
const abiOrder = (a, b) => (abiKey(a) < abiKey(b) ? -1 : abiKey(a) > abiKey(b) ? 1 : 0);

const sha256 = (hex) => createHash("sha256").update(Buffer.from(hex, "hex")).digest("hex");

function artifact(name, { output, version }) {
  const contract = output.contracts[`${name}.sol`][name];
  const bytecode = contract.evm.bytecode.object;
  const deployed = contract.evm.deployedBytecode.object;
  return (
    JSON.stringify(
      {
        contractName: name,
        compiler: { name: "solc", version: version.split(".Emscripten")[0] },
        evmVersion: SETTINGS.evmVersion,
        optimizerRuns: SETTINGS.optimizer.runs,
        abi: [...contract.abi].sort(abiOrder),
        bytecode: `0x${bytecode}`,
        bytecodeBytes: bytecode.length / 2,
        bytecodeSha256: sha256(bytecode),
        deployedBytes: deployed.length / 2,
      },
      null,
      2,
    ) + "\n"
  );
}

// One line per variable. Clones are never upgraded, so this guards against an accident (a second slot in a hot path, a
// value that no longer shares its word), not against a migration.
function layout({ output }) {
  const lines = ["# Storage layout: contract, slot, first byte, bytes, type, name. Made by compile.mjs."];
  for (const name of CONTRACTS) {
    const { storage, types } = output.contracts[`${name}.sol`][name].storageLayout;
    for (const { slot, offset, type, label } of storage) {
      const { label: shown, numberOfBytes } = types[type];
      lines.push([name, slot, offset, numberOfBytes, shown.replaceAll(" ", ""), label].join(" "));
    }
  }
  return lines.join("\n") + "\n";
}

// Every function, event and error says what it is for and what each parameter is; four of OpenZeppelin's do not.
const UNDOCUMENTED = ["OwnershipTransferStarted", "OwnershipTransferred", "InvalidShortString", "StringTooLong"];
const canonical = ({ type, components }) =>
  type.startsWith("tuple") ? `(${components.map(canonical).join(",")})${type.slice(5)}` : type;

function undocumented(name, { output }) {
  const { abi, userdoc, devdoc } = output.contracts[`${name}.sol`][name];
  const named = abi.filter((entry) => entry.name && !UNDOCUMENTED.includes(entry.name));
  return named.flatMap(({ type, name: entry, inputs }) => {
    const kind = type === "function" ? "methods" : `${type}s`;
    const signature = `${entry}(${inputs.map(canonical).join(",")})`;
    const [user, dev] = [userdoc, devdoc].map((doc) => [doc[kind]?.[signature]].flat()[0]);
    if (devdoc.stateVariables?.[entry]) return [];
    if (!user?.notice) return dev?.details ? [] : [`${name}.${signature} says nothing`];
    return inputs.filter((input) => input.name && !dev?.params?.[input.name]).map((input) => `${name}.${signature} is silent about ${input.name}`);
  });
}

function firstDifference(a, b) {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

function check(file, expected) {
  const shown = relative(join(here, "../.."), file);
  if (!existsSync(file)) return `${shown} is missing`;
  const found = readFileSync(file);
  const wanted = Buffer.from(expected, "utf8");
  if (found.equals(wanted)) return null;
  return `${shown} differs from its sources at byte ${firstDifference(found, wanted)}`;
}

const checking = process.argv.includes("--check");
const compiled = compile(loadCompiler());
const troubles = [];
const keep = (file, text) => {
  if (!checking) return writeFileSync(file, text);
  const trouble = check(file, text);
  if (trouble) troubles.push(trouble);
};
mkdirSync(target, { recursive: true });
for (const name of CONTRACTS) {
  const file = join(target, `${name}.json`);
  const text = artifact(name, compiled);
  const { bytecodeSha256, deployedBytes } = JSON.parse(text);
  if (deployedBytes > 24576) troubles.push(`${name} has ${deployedBytes} bytes, 24576 are allowed (EIP-170)`);
  keep(file, text);
  troubles.push(...undocumented(name, compiled));
  console.log(`${name.padEnd(17)} ${String(deployedBytes).padStart(6)} bytes  ${bytecodeSha256}`);
}
keep(join(here, "storage-layout.txt"), layout(compiled));
if (checking) {
  const known = new Set(CONTRACTS.map((name) => `${name}.json`));
  for (const name of readdirSync(target)) if (!known.has(name)) troubles.push(`${name} has no source`);
}
if (troubles.length > 0) fail(`${troubles.join("\n           ")}\n           run \`node compile.mjs\` and commit the result`);
console.log(checking ? "contracts: the artifacts are what their sources compile to" : "contracts: artifacts written");
