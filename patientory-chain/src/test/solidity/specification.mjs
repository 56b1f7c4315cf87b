// Checks that spec/contracts-v1.md has every event with its topic, every error with its selector and every function that
// changes state of the committed artifacts.
//   node specification.mjs
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const artifacts = join(here, "../../main/resources/com/patientory/chain/contracts");
const specification = readFileSync(join(here, "../../../spec/contracts-v1.md"), "utf8");
const solidity = createRequire(join(here, "../../main/solidity/compile.mjs"));
const { keccak256 } = createRequire(solidity.resolve("solc"))("js-sha3");

const canonical = ({ type, components }) =>
  type.startsWith("tuple") ? `(${components.map(canonical).join(",")})${type.slice(5)}` : type;
const hash = ({ name, inputs }) => keccak256(`${name}(${inputs.map(canonical).join(",")})`);
const declared = (input) => `${canonical(input)}${input.indexed ? " indexed" : ""} ${input.name}`;

// Names that the specification says stand in the artifacts and cannot occur.
const after = specification.split("Names from OpenZeppelin that stand in the artifacts and cannot occur:")[1];
const impossible = new Set(["EIP712DomainChanged", ...[...after.split("\n\n")[0].matchAll(/`(\w+)`/g)].map(([, name]) => name)]);

const expected = {
  event: (entry) => `| \`${entry.name}(${entry.inputs.map(declared).join(", ")})\` | \`${hash(entry)}\` |`,
  error: (entry) => `\`${hash(entry).slice(0, 8)}\``,
  function: ({ name, stateMutability }) => (["view", "pure"].includes(stateMutability) ? "" : `\`${name}`),
};
const missing = new Set();
const count = { event: 0, error: 0, function: 0 };
for (const file of readdirSync(artifacts)) {
  for (const entry of JSON.parse(readFileSync(join(artifacts, file), "utf8")).abi) {
    if (!Object.hasOwn(expected, entry.type) || impossible.has(entry.name)) continue;
    count[entry.type]++;
    const text = expected[entry.type](entry);
    if (!specification.includes(text)) missing.add(`${file}: ${entry.type} ${entry.name}, expected ${text}`);
    if (entry.type === "error" && !specification.includes(`\`${entry.name}`)) missing.add(`${file}: error ${entry.name}`);
  }
}
if (missing.size > 0 || count.event < 50 || count.error < 80) {
  console.error(`specification: differs from the artifacts\n${[...missing].join("\n")}`);
  process.exit(1);
}
console.log(`specification: has the ${count.event} events, ${count.error} errors and the functions of the artifacts`);
