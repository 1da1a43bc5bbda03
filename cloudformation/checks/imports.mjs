// References from one stack to another: ${DataStack}-QueueUrl is an output of the template data….yaml.
import { walk } from './walk.mjs';

export const imports = (files) => Object.entries(files.templates).flatMap(([file, template]) => {
  const found = [];
  walk(template, (node, path) => {
    if ('Fn::ImportValue' in node) found.push(...missing(files, node['Fn::ImportValue'], `${file}: ${path.join('.')}`));
  });
  return found;
});

function missing(files, value, where) {
  const [, stack, name] = String(value['Fn::Sub'] ?? value).match(/^\$\{(\w+)Stack\}-(\w+)$/) ?? [];
  const exported = Object.entries(files.templates).filter(([file]) => stack && file.startsWith(stack.toLowerCase())).flatMap(exports);
  if (exported.includes(name)) return [];
  const text = `${where} imports ${JSON.stringify(value)}; it must be \${…Stack}- and one of ${exported.join(', ') || 'its outputs'}`;
  return [{ rule: 'import_exported', text }];
}

const exports = ([, { Outputs = {} }]) =>
  Object.values(Outputs).map((output) => output.Export?.Name?.['Fn::Sub']?.replace('${AWS::StackName}-', ''));
