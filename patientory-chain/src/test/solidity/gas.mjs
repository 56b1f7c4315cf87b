// Runs every state-changing function of the committed artifacts on a private anvil and notes what each costs.
//   node gas.mjs           writes gas.md
//   node gas.mjs --check   writes nothing; fails if any figure of it would differ
// Typed data is signed by anvil's own eth_signTypedData_v4, an implementation of EIP-712 that is not ours.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { binary } from "./binary.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const artifacts = join(here, "../../main/resources/com/patientory/chain/contracts");
const artifact = (name) => JSON.parse(readFileSync(join(artifacts, `${name}.json`), "utf8"));
const CHAIN = 1337;
const START = 1_800_000_000;
const FOREVER = 2 ** 32 - 1;

// ------------------------------------------------------------------ the node

const anvil = spawn(
  binary("anvil"),
  ["--port", "0", "--chain-id", `${CHAIN}`, "--base-fee", "0", "--gas-price", "0", "--hardfork", "paris", "--timestamp", `${START}`, "--gas-limit", "30000000"],
  { stdio: ["ignore", "pipe", "inherit"] },
);
process.on("exit", () => anvil.kill());
const url = await new Promise((resolve, reject) => {
  let seen = "";
  anvil.stdout.on("data", (chunk) => {
    seen += chunk;
    const found = /Listening on ([\d.:]+)/.exec(seen);
    if (found) resolve(`http://${found[1]}`);
  });
  anvil.on("exit", (code) => reject(new Error(`anvil ended with ${code}`)));
});

async function rpc(method, ...params) {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const { result, error } = await answer.json();
  if (error) throw new Error(`${method}: ${error.message} ${error.data ?? ""}`);
  return result;
}

// ------------------------------------------------------------- ABI, in words

const utf8 = (text) => Buffer.from(text, "utf8").toString("hex");
const word = (value) => {
  const hex = typeof value === "string" ? value.replace(/^0x/, "") : BigInt(value).toString(16);
  return typeof value === "string" && hex.length === 64 ? hex : hex.padStart(64, "0");
};
const padded = (hex) => hex.padEnd(Math.ceil(hex.length / 64) * 64, "0");
const isDynamic = ({ type, components }) =>
  type === "string" || type === "bytes" || type.endsWith("[]") || (type === "tuple" && components.some(isDynamic));

function encodeOne(input, value) {
  if (input.type.endsWith("[]")) {
    const element = { ...input, type: input.type.slice(0, -2) };
    return word(value.length) + encode(value.map(() => element), value);
  }
  if (input.type === "tuple") return encode(input.components, input.components.map(({ name }) => value[name]));
  if (input.type === "string") return word(Buffer.byteLength(value)) + padded(utf8(value));
  if (input.type === "bytes") return word((value.length - 2) / 2) + padded(value.slice(2));
  return word(value);
}

function encode(inputs, values) {
  const parts = inputs.map((input, i) => ({ dynamic: isDynamic(input), hex: encodeOne(input, values[i]) }));
  let offset = parts.reduce((sum, { dynamic, hex }) => sum + (dynamic ? 32 : hex.length / 2), 0);
  let head = "";
  let tail = "";
  for (const { dynamic, hex } of parts) {
    head += dynamic ? word(offset) : hex;
    if (!dynamic) continue;
    tail += hex;
    offset += hex.length / 2;
  }
  return head + tail;
}

const canonical = ({ type, components }) =>
  type.startsWith("tuple") ? `(${components.map(canonical).join(",")})${type.slice(5)}` : type;

async function calldata(contract, name, values) {
  const { inputs } = contract.abi.find((entry) => entry.type === "function" && entry.name === name);
  const hash = await rpc("web3_sha3", `0x${utf8(`${name}(${inputs.map(canonical).join(",")})`)}`);
  return hash.slice(0, 10) + encode(inputs, values);
}

// -------------------------------------------------------------- transactions

const table = [];

async function mined(label, tx, per = 1) {
  const hash = await rpc("eth_sendTransaction", { gas: "0x1c00000", gasPrice: "0x0", ...tx });
  let receipt = null;
  for (let tries = 0; receipt === null && tries < 500; tries++) {
    receipt = await rpc("eth_getTransactionReceipt", hash);
    if (receipt === null) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  if (receipt.status !== "0x1") throw new Error(`${label} reverted`);
  table.push([label, Math.round(Number(receipt.gasUsed) / per)]);
  return receipt;
}

async function deploy(name, ...values) {
  const contract = artifact(name);
  const constructor = contract.abi.find(({ type }) => type === "constructor");
  const data = contract.bytecode + encode(constructor.inputs, values);
  const receipt = await mined(`deploy ${name}`, { from: deployer, data });
  return at(name, receipt.contractAddress);
}

function at(name, address) {
  const contract = artifact(name);
  return {
    address,
    send: async (from, label, fn, values, per) =>
      mined(`${name}.${label}`, { from, to: address, data: await calldata(contract, fn, values) }, per),
    view: async (fn, ...values) => rpc("eth_call", { to: address, data: await calldata(contract, fn, values) }, "latest"),
  };
}

const DOMAIN = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
];
const fields = (text) => text.split(",").map((field) => ({ type: field.split(" ")[0], name: field.split(" ")[1] }));

async function sign(signer, name, verifyingContract, primaryType, text, message) {
  const types = { EIP712Domain: DOMAIN, [primaryType]: fields(text) };
  const domain = { name, version: "1", chainId: CHAIN, verifyingContract };
  return rpc("eth_signTypedData_v4", signer, { types, primaryType, domain, message });
}

const expect = (what, found, wanted) => {
  if (BigInt(found) !== BigInt(wanted)) throw new Error(`${what}: ${found}, not ${wanted}`);
};

// ----------------------------------------------------------------- the story

const [deployer, registrar, admin, writer, owner, doctor, specialist, heir, stranger, guardian] = await rpc("eth_accounts");
let counter = 0;
const fresh = async () => rpc("web3_sha3", `0x${utf8(`digest ${counter++}`)}`);
const account = (address) => `0x${word(address)}`;
const VAULT = `0x${word(0)}`;
const NOBODY = `0x${"0".repeat(40)}`;

const ptoy = await deploy("Ptoy", owner, 10_000_000_000_000_000n);
const hospitals = await deploy("HospitalRegistry", registrar);
const registry = await deploy("PatientRegistry", hospitals.address);

await hospitals.send(registrar, "registerHospital", "registerHospital", ["mercy.example", "Mercy Hospital", "https://node.mercy.example", admin]);
const mercy = await hospitals.view("hospitalIdOf", "mercy.example");
await hospitals.send(admin, "addWriter", "addWriter", [mercy, writer]);
await hospitals.send(admin, "addWriter (second)", "addWriter", [mercy, specialist]);
await hospitals.send(admin, "removeWriter", "removeWriter", [mercy, specialist]);
await hospitals.send(admin, "updateHospital", "updateHospital", [mercy, "Mercy Hospital West", ""]);
await hospitals.send(admin, "setHospitalAdmin", "setHospitalAdmin", [mercy, admin]);

await hospitals.send(admin, "attestClinician", "attestClinician", [mercy, doctor, START + 31536000]);
await hospitals.send(admin, "attestClinician (another)", "attestClinician", [mercy, specialist, START + 31536000]);
await hospitals.send(admin, "withdrawClinician", "withdrawClinician", [mercy, specialist]);

const cidLocator = "ipfs://bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
const registration = {
  owner,
  hospitalId: mercy,
  patientId: await fresh(),
  keyBundleHash: await fresh(),
  rsaThumbprint: await fresh(),
  keyBundleLocator: cidLocator,
  predecessor: NOBODY,
  nonce: 0,
  deadline: FOREVER,
};
const registrationText =
  "address owner,bytes32 hospitalId,bytes32 patientId,bytes32 keyBundleHash,bytes32 rsaThumbprint,string keyBundleLocator,address predecessor,uint256 nonce,uint256 deadline";
async function register(where, label, differing) {
  const made = { ...registration, ...differing };
  const signed = await sign(made.owner, "Patientory PatientRegistry", where.address, "Registration", registrationText, made);
  await where.send(deployer, label, "register", [made, signed]);
  return at("FileVault", `0x${(await where.view("predict", made.owner)).slice(90, 130)}`);
}
const vault = await register(registry, "register (User and FileVault, 67-byte locator)", {});
await registry.send(doctor, "cancelRegistration", "cancelRegistration", []);
const predicted = await registry.view("predict", owner);
const user = at("User", `0x${predicted.slice(26, 66)}`);
expect("owner of the vault", await vault.view("owner"), owner);

await user.send(owner, "rotateKeys", "rotateKeys", [2, await fresh(), await fresh(), cidLocator]);
await user.send(owner, "linkPatientId", "linkPatientId", [await fresh(), await fresh()]);
await user.send(owner, "unlinkPatientId", "unlinkPatientId", [mercy]);

await vault.send(owner, "grant (whole vault, to a hospital)", "grant", [VAULT, mercy, 7, 0, FOREVER]);
await vault.send(owner, "setBreakGlass", "setBreakGlass", [true]);
await vault.send(doctor, "breakGlass", "breakGlass", [await fresh(), 3600]);
expect("doctor reads in an emergency", await vault.view("canRead", account(doctor), VAULT), 1);
await vault.send(owner, "endEmergency", "endEmergency", [account(doctor)]);
const store = async (from, label, file) => vault.send(from, label, "store", [file.fileId, file.bodyCid, file.envelopeCid]);
const file = async () => ({ fileId: await fresh(), bodyCid: await fresh(), envelopeCid: await fresh() });
const first = await file();
await store(writer, "store (by a hospital's writer)", first);
await store(writer, "store (the same again)", first);
await vault.send(owner, "anchor (by the owner)", "anchor", [await fresh(), 2, await fresh()]);
await store(owner, "store (by the owner)", await file());
for (const count of [1, 10, 100, 400]) {
  const files = [];
  for (let i = 0; i < count; i++) files.push(await file());
  await vault.send(writer, `storeMany, ${count} files: per file`, "storeMany", [files], count);
}
await vault.send(writer, "storeVersion", "storeVersion", [await file(), first.fileId]);
const alone = await file();
const leafHash = await rpc("web3_sha3", `0x00${word(alone.fileId)}${word(alone.bodyCid)}${word(alone.envelopeCid)}`);
const root = await rpc("web3_sha3", `0x01${word(leafHash)}${word(await fresh())}`);
const beside = `0x${word(await rpc("web3_sha3", `0x${utf8(`digest ${counter - 1}`)}`))}`;
await vault.send(writer, "anchor (any number of files)", "anchor", [root, 2, await fresh()]);
await vault.send(writer, "anchor (the same again)", "anchor", [root, 2, await fresh()]);
await vault.send(stranger, "storeAnchored (of 2)", "storeAnchored", [root, 0, alone, [beside]]);
await vault.send(writer, "anchorAccess (any number of entries)", "anchorAccess", [await fresh(), 1000]);
await vault.send(owner, "announce (by the owner)", "announce", [VAULT, await fresh()]);
await vault.send(owner, "erase (a file that was never re-wrapped)", "erase", [alone.fileId]);
await vault.send(owner, "grant (one file, to an account)", "grant", [first.fileId, account(doctor), 1, 0, FOREVER]);
await vault.send(owner, "setEnvelope (first)", "setEnvelope", [first.fileId, await fresh()]);
await vault.send(owner, "setEnvelope (again)", "setEnvelope", [first.fileId, await fresh()]);
const envelopes = [{ fileId: first.fileId, envelopeCid: await fresh() }];
await vault.send(owner, "setEnvelopes, 1 file", "setEnvelopes", [envelopes]);
expect("doctor reads", await vault.view("canRead", account(doctor), first.fileId), 1);
await vault.send(doctor, "logAccess (by an account)", "logAccess", [first.fileId, account(doctor), `0x${padded(utf8("TREAT"))}`, VAULT]);
await vault.send(writer, "logAccess (by a hospital)", "logAccess", [first.fileId, account(doctor), `0x${padded(utf8("TREAT"))}`, VAULT]);
await vault.send(writer, "logRefusal", "logRefusal", [first.fileId, account(specialist), `0x${padded(utf8("NO_GRANT"))}`, VAULT]);
await vault.send(owner, "revoke", "revoke", [first.fileId, account(doctor)]);
expect("doctor reads no more", await vault.view("canRead", account(doctor), first.fileId), 0);
await vault.send(writer, "forward", "forward", [first.fileId, account(specialist), 1, FOREVER]);
expect("specialist reads", await vault.view("canRead", account(specialist), first.fileId), 1);

const grant = { scope: first.fileId, grantee: account(doctor), capabilities: 1, notBefore: 0, expiry: FOREVER, nonce: 1, deadline: FOREVER };
const grantText = "bytes32 scope,bytes32 grantee,uint8 capabilities,uint64 notBefore,uint64 expiry,uint256 nonce,uint256 deadline";
const vaultSign = (type, text, message) => sign(owner, "Patientory FileVault", vault.address, type, text, message);
await vault.send(deployer, "grantBySig (first)", "grantBySig", [grant, await vaultSign("GrantRequest", grantText, grant)]);
const second = { ...grant, scope: await fresh(), nonce: 2 };
await vault.send(deployer, "grantBySig", "grantBySig", [second, await vaultSign("GrantRequest", grantText, second)]);
expect("doctor reads again", await vault.view("canRead", account(doctor), first.fileId), 1);
const revocation = { scope: first.fileId, grantee: account(doctor), nonce: 3, deadline: FOREVER };
const revocationSignature = await vaultSign("RevokeRequest", "bytes32 scope,bytes32 grantee,uint256 nonce,uint256 deadline", revocation);
await vault.send(deployer, "revokeBySig", "revokeBySig", [...Object.values(revocation), revocationSignature]);
await vault.send(owner, "revokeAll", "revokeAll", []);
const all = { nonce: 5, deadline: FOREVER };
await vault.send(deployer, "revokeAllBySig", "revokeAllBySig", [...Object.values(all), await vaultSign("RevokeAllRequest", "uint256 nonce,uint256 deadline", all)]);
expect("specialist reads no more", await vault.view("canRead", account(specialist), first.fileId), 0);
expect("epoch", await vault.view("epoch"), 2);
const erasure = { fileId: first.fileId, nonce: 6, deadline: FOREVER };
const erasureSignature = await vaultSign("EraseRequest", "bytes32 fileId,uint256 nonce,uint256 deadline", erasure);
await vault.send(deployer, "eraseBySig (a file that was re-wrapped)", "eraseBySig", [...Object.values(erasure), erasureSignature]);

await user.send(owner, "setGuardians (one, first)", "setGuardians", [[guardian], 1]);
await user.send(owner, "setGuardians (three)", "setGuardians", [[doctor, guardian, stranger].sort(), 2]);
await user.send(guardian, "supportRecovery (first)", "supportRecovery", [heir]);
await user.send(guardian, "withdrawSupport", "withdrawSupport", []);
await user.send(guardian, "supportRecovery (first)", "supportRecovery", [heir]);
await user.send(owner, "cancelRecovery", "cancelRecovery", []);
await user.send(guardian, "supportRecovery (first)", "supportRecovery", [heir]);
await user.send(stranger, "supportRecovery (schedules)", "supportRecovery", [heir]);
await rpc("evm_increaseTime", 72 * 3600);
await user.send(heir, "executeRecovery (User and FileVault)", "executeRecovery", []);
expect("owner of the vault", await vault.view("owner"), heir);

const laterRegistry = await deploy("PatientRegistry", hospitals.address);
const continued = "register (continues a vault of an earlier registry)";
const later = await register(laterRegistry, continued, { owner: heir, predecessor: vault.address });
await vault.send(heir, "migrate", "migrate", [later.address]);
expect("successor", await vault.view("successor"), later.address);
await register(registry, "register (without a locator)", { owner: specialist, keyBundleLocator: "" });
const others = await register(registry, "register (another patient)", { owner: guardian });
const othersLater = await register(laterRegistry, continued, { owner: guardian, predecessor: others.address });
const migration = { successor: othersLater.address, nonce: 0, deadline: FOREVER };
const migrationSignature = await sign(guardian, "Patientory FileVault", others.address, "MigrateRequest", "address successor,uint256 nonce,uint256 deadline", migration);
await others.send(deployer, "migrateBySig", "migrateBySig", [...Object.values(migration), migrationSignature]);
expect("successor", await others.view("successor"), othersLater.address);

await hospitals.send(registrar, "suspendHospital (one writer)", "suspendHospital", [mercy]);
await hospitals.send(registrar, "reinstateHospital", "reinstateHospital", [mercy]);
await hospitals.send(registrar, "transferOwnership", "transferOwnership", [deployer]);
await hospitals.send(deployer, "acceptOwnership", "acceptOwnership", []);
await hospitals.send(deployer, "renounceOwnership", "renounceOwnership", []);

await ptoy.send(owner, "transfer", "transfer", [doctor, 100]);
await ptoy.send(owner, "approve", "approve", [specialist, 100]);
await ptoy.send(specialist, "transferFrom", "transferFrom", [owner, specialist, 100]);
const permit = { owner, spender: doctor, value: 5, nonce: 0, deadline: FOREVER };
const permitSignature = await sign(owner, "Patientory", ptoy.address, "Permit", "address owner,address spender,uint256 value,uint256 nonce,uint256 deadline", permit);
const v = Number(`0x${permitSignature.slice(130)}`);
await ptoy.send(doctor, "permit", "permit", [owner, doctor, 5, FOREVER, v, `0x${permitSignature.slice(2, 66)}`, `0x${permitSignature.slice(66, 130)}`]);

const rental = await deploy("StorageRental", ptoy.address);
const exchange = await deploy("DataExchange", ptoy.address, registry.address);
await ptoy.send(owner, "approve (the rental)", "approve", [rental.address, 1_000_000]);
await ptoy.send(owner, "approve (the exchange)", "approve", [exchange.address, 1_000_000]);
await rental.send(writer, "setOffer", "setOffer", [300, 0, 1]);
const GIB = 2 ** 30;
await rental.send(owner, "rent", "rent", [writer, GIB, 31536000, 10_000]);
await rental.send(owner, "rent (the next)", "rent", [writer, GIB, 31536000, 10_000]);
await rpc("evm_increaseTime", 86400 * 100);
await rental.send(writer, "claim (first, one lease)", "claim", [[1]]);
await rental.send(owner, "endLease", "endLease", [1]);
await rental.send(writer, "claim (both leases)", "claim", [[1, 2]]);
// A fixed second: ids are digests of the terms, and each zero byte of one is 12 gas less in a later call.
const now = START + 110 * 86400;
await rpc("evm_setNextBlockTimestamp", now);
const terms = { criteriaCid: await fresh(), arbiter: admin, price: 1000, places: 4, acceptUntil: now + 8640000, deliverWithin: 864000, confirmWithin: 864000, hospitalShare: 1500, nodeShare: 500 };
const open = async () => (await exchange.send(owner, "open", "open", [terms])).logs[0].topics[1];
const accept = async (request, hospital = VAULT) =>
  (await exchange.send(heir, "accept", "accept", [request, owner, hospital, specialist])).logs[0].topics[1];
const request = await open();
const disputed = await accept(request);
await exchange.send(heir, "deliver", "deliver", [disputed, await fresh()]);
await exchange.send(owner, "dispute", "dispute", [disputed, await fresh()]);
await exchange.send(admin, "resolve (patient, node and seeker paid)", "resolve", [disputed, 5000]);
await exchange.send(owner, "close", "close", [request]);
await exchange.send(heir, "withdraw", "withdraw", [await accept(await open())]);
const delivered = await accept(await open());
await exchange.send(heir, "deliver", "deliver", [delivered, await fresh()]);
await exchange.send(owner, "confirm (patient and node paid)", "confirm", [delivered]);
const overdue = await accept(await open());
await rpc("evm_increaseTime", 864000);
await exchange.send(stranger, "settle (undelivered: seeker paid back)", "settle", [overdue]);
const shared = await accept(await open(), mercy);
await exchange.send(heir, "deliver", "deliver", [shared, await fresh()]);
await exchange.send(owner, "confirm (patient, hospital and node paid)", "confirm", [shared]);

const faucet = await deploy("Faucet", deployer, 1000, 3600, 2000);
await mined("Faucet, filled", { from: deployer, to: faucet.address, value: "0xffff" });
await faucet.send(deployer, "drip", "drip", [doctor]);
await faucet.send(deployer, "drain", "drain", [deployer, 1]);

const text = `# Gas

Receipts of anvil 1.7.1 under the rules of \`paris\`, intrinsic gas included. Made by \`node gas.mjs\`; a batch is per file.

| call | gas |
|---|---|
${table.map(([label, gas]) => `| ${label} | ${gas.toLocaleString("en")} |`).join("\n")}
`;
const kept = join(here, "gas.md");
if (process.argv.includes("--check")) {
  const lines = readFileSync(kept, "utf8").split("\n");
  const found = text.split("\n");
  const differing = found.filter((line) => !lines.includes(line)).concat(lines.filter((line) => !found.includes(line)));
  if (differing.length > 0) {
    console.error(`gas: differs from gas.md\n${differing.join("\n")}\nrun \`node gas.mjs\` and commit the result`);
    process.exit(1);
  }
  console.log(`gas: the ${table.length} figures of gas.md hold`);
} else {
  writeFileSync(kept, text);
  console.log(text);
}
process.exit(0);
