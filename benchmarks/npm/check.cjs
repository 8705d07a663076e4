// ajv over files, as one process: the code that generate.cjs wrote, then the files; 1 where one is
// refused.
"use strict";
const fs = require("node:fs");

const [generated, ...paths] = process.argv.slice(2);
const valid = require(generated);
for (const path of paths) {
  let errors = null;
  try {
    errors = valid(JSON.parse(fs.readFileSync(path, "utf8"))) ? null : valid.errors;
  } catch (error) {
    errors = [{ instancePath: "", message: error.message }];
  }
  for (const error of errors ?? []) {
    process.exitCode = 1;
    console.log(`${path}\t${error.instancePath}\t${error.message}`);
  }
}
