/**
 * `node build.mjs` bundles the player into the Python package, and packs its tracker; `--check` says whether
 * what lies there is what the source makes; `--tests` bundles the tests for Node.
 */
import fs from "node:fs";
import zlib from "node:zlib";
import { build } from "esbuild";
import { trackerContent } from "./tools/tracker.mjs";

const OUT = "../real3d/portable/player";
const PLAYER = `${OUT}/real3d-player.js`;
const TRACKER = `${OUT}/real3d-tracker.bin`;
const MOST_BYTES = 350_000;

// What runs in threads of its own is a program for each: the player carries them as text.
const listener = await program("src/speech/worklet.ts");
const tracker = await program("src/mirror/worker.ts");
const define = { LISTENER: JSON.stringify(listener), TRACKER: JSON.stringify(tracker) };
const common = { define, bundle: true, format: "esm", target: "es2022", logLevel: "warning" };
const player = { ...common, entryPoints: ["src/element.ts"], minify: true, legalComments: "inline" };

if (process.argv.includes("--tests")) {
  // Whoever runs them at the same time has a folder of their own.
  const outdir = process.argv[process.argv.indexOf("--tests") + 1] ?? "out/tests";
  fs.rmSync(outdir, { recursive: true, force: true });
  const programs = fs.readdirSync("tests").filter((name) => name !== "avatars.ts");
  const entryPoints = programs.map((name) => `tests/${name}`);
  await build({ ...common, entryPoints, outdir, platform: "node", outExtension: { ".js": ".mjs" } });
} else if (process.argv.includes("--check")) {
  const { outputFiles } = await build({ ...player, write: false });
  if (outputFiles[0].text !== fs.readFileSync(PLAYER, "utf8")) {
    throw new Error("The shipped player is not what its source makes: run `npm run build` in web/.");
  }
  // Another zlib packs the same content otherwise.
  if (!zlib.gunzipSync(fs.readFileSync(TRACKER)).equals(trackerContent())) {
    throw new Error("The shipped tracker is not what its package holds: run `npm run build` in web/.");
  }
} else {
  await build({ ...player, outfile: PLAYER });
  const gzipped = zlib.gzipSync(fs.readFileSync(PLAYER), { level: 9 }).length;
  console.log(`${PLAYER}: ${gzipped} bytes gzipped`);
  if (gzipped > MOST_BYTES) throw new Error(`The player is larger than ${MOST_BYTES} bytes gzipped.`);
  fs.writeFileSync(TRACKER, zlib.gzipSync(trackerContent(), { level: 9 }));
  console.log(`${TRACKER}: ${fs.statSync(TRACKER).size} bytes`);
}

/** A program of one file, as text. */
async function program(entry) {
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify: true, format: "iife", target: "es2022", write: false });
  return outputFiles[0].text;
}
