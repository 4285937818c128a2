/**
 * `node build.mjs` bundles the player into the Python package; `--check` says whether what lies there
 * is what the source makes; `--tests` bundles the tests for Node.
 */
import fs from "node:fs";
import zlib from "node:zlib";
import { build } from "esbuild";

const OUT = "../real3d/portable/player/real3d-player.js";
const MOST_BYTES = 350_000;

// The listener runs in the audio thread, which loads a program of its own: the player carries it as text.
const listener = await build({ entryPoints: ["src/speech/worklet.ts"], bundle: true, minify: true, target: "es2022", write: false });
const define = { LISTENER: JSON.stringify(listener.outputFiles[0].text) };
const common = { define, bundle: true, format: "esm", target: "es2022", logLevel: "warning" };
const player = { ...common, entryPoints: ["src/element.ts"], minify: true, legalComments: "inline" };

if (process.argv.includes("--tests")) {
  fs.rmSync("out/tests", { recursive: true, force: true });
  const programs = fs.readdirSync("tests").filter((name) => name !== "avatars.ts");
  const entryPoints = programs.map((name) => `tests/${name}`);
  await build({ ...common, entryPoints, outdir: "out/tests", platform: "node", outExtension: { ".js": ".mjs" } });
} else if (process.argv.includes("--check")) {
  const { outputFiles } = await build({ ...player, write: false });
  if (outputFiles[0].text !== fs.readFileSync(OUT, "utf8")) {
    throw new Error("The shipped player is not what its source makes: run `npm run build` in web/.");
  }
} else {
  await build({ ...player, outfile: OUT });
  const gzipped = zlib.gzipSync(fs.readFileSync(OUT), { level: 9 }).length;
  console.log(`${OUT}: ${gzipped} bytes gzipped`);
  if (gzipped > MOST_BYTES) throw new Error(`The player is larger than ${MOST_BYTES} bytes gzipped.`);
}
