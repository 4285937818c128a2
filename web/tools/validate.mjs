/** Khronos' validator: `node tools/validate.mjs FILE...` prints its report of each file, a line each. */
import fs from "node:fs";
import validator from "gltf-validator";

for (const path of process.argv.slice(2)) {
  const { issues } = await validator.validateBytes(new Uint8Array(fs.readFileSync(path)), { maxIssues: 0 });
  const faults = issues.messages.filter((message) => message.severity < 2);
  console.log(JSON.stringify({ errors: issues.numErrors, warnings: issues.numWarnings, faults }));
}
