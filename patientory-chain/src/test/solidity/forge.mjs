// Runs forge's platform binary on this module: node forge.mjs test [options]
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const module = join(here, "../../..");
const platform = { linux: "linux", darwin: "darwin", win32: "win32" }[process.platform];
const machine = { x64: "amd64", arm64: "arm64" }[process.arch];

function binary() {
  const require = createRequire(import.meta.url);
  const home = dirname(require.resolve(`@foundry-rs/forge-${platform}-${machine}/package.json`));
  return join(home, "bin", process.platform === "win32" ? "forge.exe" : "forge");
}

let forge;
try {
  forge = binary();
} catch {
  console.error(`forge: no binary for ${process.platform} ${process.arch}; run \`npm ci --ignore-scripts\` in src/test/solidity`);
  process.exit(1);
}
if (!existsSync(join(here, "../../main/solidity/node_modules/solc"))) {
  console.error("forge: the compiler is missing; run `npm ci` in src/main/solidity");
  process.exit(1);
}
const [command = "test", ...options] = process.argv.slice(2);
const env = { ...process.env, FOUNDRY_CONFIG: join(here, "foundry.toml"), NO_COLOR: "1" };
const run = spawnSync(forge, [command, "--root", module, ...options], { stdio: "inherit", env, cwd: module });
process.exit(run.status ?? 1);
