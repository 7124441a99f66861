// Asks rattler of versions. Standard input: { "versions": [text], "specs": [text] }; standard output:
// { "valid": [bool], "signs": [[-1, 0, 1]], "specs": [null where rattler refuses it, else [index of the versions it matches]] }.
const { Version, VersionSpec } = require('@conda-org/rattler');
const { versions, specs } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
// Lenient is what conda takes.
const parse = (type, text) => {
  try {
    return new type(text, 'lenient');
  } catch {
    return null;
  }
};
const parsed = versions.map((v) => parse(Version, v));
const matching = (spec) => parsed.flatMap((v, i) => (v && spec.matches(v) ? [i] : []));
process.stdout.write(JSON.stringify({
  valid: parsed.map((v) => v !== null),
  signs: parsed.map((a) => (a ? parsed.map((b) => (b ? Math.sign(a.compare(b)) : 9)) : [])),
  specs: specs.map((s) => parse(VersionSpec, s)).map((s) => s && matching(s)),
}));
