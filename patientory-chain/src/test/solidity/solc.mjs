#!/usr/bin/env node
// A `solc` for forge, made of the npm compiler that src/main/solidity pins: standard JSON in, standard JSON out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../main/solidity/compile.mjs", import.meta.url));

// The compiler is eight megabytes of WebAssembly: forge asks for the version often, so answer from its package.
if (process.argv.includes("--version")) {
  const { version } = require("solc/package.json");
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${version}+commit.00000000.npm`);
} else if (process.argv.includes("--standard-json")) {
  process.stdout.write(require("solc").compile(readFileSync(0, "utf8")));
} else {
  console.error("only --version and --standard-json are understood");
  process.exit(1);
}
