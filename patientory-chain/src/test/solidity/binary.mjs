// Where the platform's binary of a foundry tool is, without the wrapper that starts it.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export function binary(tool) {
  const platform = { linux: "linux", darwin: "darwin", win32: "win32" }[process.platform];
  const machine = { x64: "amd64", arm64: "arm64" }[process.arch];
  try {
    const require = createRequire(import.meta.url);
    const home = dirname(require.resolve(`@foundry-rs/${tool}-${platform}-${machine}/package.json`));
    return join(home, "bin", process.platform === "win32" ? `${tool}.exe` : tool);
  } catch {
    console.error(
      `${tool}: no binary for ${process.platform} ${process.arch}; run \`npm install --ignore-scripts\` in src/test/solidity`,
    );
    process.exit(1);
  }
}
