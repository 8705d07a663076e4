// What `ajv compile` writes: node generate.cjs SCHEMA OUT. OUT stands where ajv can be required.
"use strict";
const fs = require("node:fs");
const { createRequire } = require("node:module");

const [schema, out] = process.argv.slice(2);
const beside = createRequire(out);
const Ajv = beside("ajv/dist/2020").default;
const standalone = beside("ajv/dist/standalone").default;
const ajv = new Ajv({ allErrors: true, strict: false, code: { source: true, optimize: 2 } });
fs.writeFileSync(out, standalone(ajv, ajv.compile(JSON.parse(fs.readFileSync(schema, "utf8")))));
