// Runs forge's platform binary on this module: node forge.mjs test [options]
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { binary } from "./binary.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const module = join(here, "../../..");
if (!existsSync(join(here, "../../main/solidity/node_modules/solc"))) {
  console.error("forge: the compiler is missing; run `npm ci` in src/main/solidity");
  process.exit(1);
}
const [command = "test", ...options] = process.argv.slice(2);
const env = { ...process.env, FOUNDRY_CONFIG: join(here, "foundry.toml"), NO_COLOR: "1" };
const run = spawnSync(binary("forge"), [command, "--root", module, ...options], { stdio: "inherit", env, cwd: module });
process.exit(run.status ?? 1);
