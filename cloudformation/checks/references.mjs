// References within a file.
import { isCreatedByBeanstalk } from './beanstalk.mjs';
import { uses } from './uses.mjs';
import { walk } from './walk.mjs';

const pseudo = ['AccountId', 'NotificationARNs', 'NoValue', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'].map((name) => `AWS::${name}`);
const functions = [
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAZs', 'GetAtt', 'If', 'ImportValue', 'Join', 'Not', 'Or', 'Select', 'Split', 'Sub',
].map((name) => `Fn::${name}`);

export const references = (files) => [
  ...Object.entries(files.templates).flatMap(([name, file]) => [...unresolved(name, file), ...misspelt(name, file, functions)]),
  ...Object.entries(files.ebextensions).flatMap(([name, file]) => [
    ...unresolved(name, file, isCreatedByBeanstalk),
    ...misspelt(name, file, [...functions, 'Fn::GetOptionSetting']),
  ]),
];

function unresolved(file, template, isMadeElsewhere = () => false) {
  const names = namesIn(template);
  return uses(template)
    .filter(({ kind, name }) => !names[kind].has(name) && !(kind !== 'condition' && isMadeElsewhere(name)))
    .map(({ kind, name, path }) => ({
      rule: 'reference_resolved',
      text: `${file}: ${path.join('.')} refers to the unknown ${kind} ${name}; known: ${[...names[kind]].join(', ')}`,
    }));
}

function namesIn({ Parameters = {}, Resources = {}, Conditions = {}, Mappings = {} }) {
  const [parameters, resource, condition, mapping] = [Parameters, Resources, Conditions, Mappings].map((one) => new Set(Object.keys(one)));
  return { value: new Set([...parameters, ...resource, ...pseudo]), resource, condition, mapping };
}

function misspelt(file, template, known) {
  const found = [];
  walk(template, (node, path) => Object.keys(node)
    .filter((key) => key.startsWith('Fn::') && !known.includes(key))
    .forEach((key) => found.push({ rule: 'function_known', text: `${file}: ${path.join('.')} calls the unknown function ${key}; known: ${known.join(', ')}` })));
  return found;
}
