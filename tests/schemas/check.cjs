// Checks documents against a JSON schema. Standard input: { "schema": …, "documents": { name: document } };
// standard output: { name: [what is wrong] } of those that do not fit.
const Ajv = require('ajv');
const { schema, documents } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);
const wrong = {};
for (const [name, document] of Object.entries(documents)) {
  if (!validate(document)) {
    wrong[name] = validate.errors.map((e) => `${e.instancePath}: ${e.message}`);
  }
}
process.stdout.write(JSON.stringify(wrong));
