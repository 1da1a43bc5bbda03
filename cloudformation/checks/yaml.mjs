// Parses CloudFormation's YAML into the equivalent JSON.
import YAML from 'yaml';

const names = ['Ref', 'Condition'];
const functions = [
  'Sub', 'GetAtt', 'If', 'Select', 'Split', 'Join', 'Cidr', 'GetAZs', 'ImportValue', 'FindInMap', 'Equals', 'And', 'Or',
  'Not', 'Base64',
];

const long = (name) => (names.includes(name) ? name : `Fn::${name}`);
const argument = (name, value) => (name === 'GetAtt' && typeof value === 'string' ? split(value) : value);

function split(path) {
  const dot = path.indexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}

const scalar = (name) => ({
  tag: `!${name}`,
  resolve: (text) => ({ [long(name)]: argument(name, text) }),
});

const collection = (name, kind) => ({
  tag: `!${name}`,
  collection: kind,
  resolve: (node) => {
    const wrapped = new YAML.YAMLMap();
    const inner = kind === 'seq' ? new YAML.YAMLSeq() : new YAML.YAMLMap();
    inner.items = node.items;
    wrapped.add(new YAML.Pair(new YAML.Scalar(long(name)), inner));
    return wrapped;
  },
});

const customTags = [...names, ...functions].flatMap((name) => [
  scalar(name),
  collection(name, 'seq'),
  collection(name, 'map'),
]);

/** Unknown tags are errors, because YAML would read a misspelt tag as text. */
export function parse(name, text) {
  const document = YAML.parseDocument(text, { customTags, merge: false });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw new Error(`${name}: ${problem.message}`);
  return document.toJS();
}
