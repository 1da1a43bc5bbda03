import { walk } from './walk.mjs';

/** Every reference: its kind, name and path, and the attribute if it has one. */
export function uses(tree) {
  const found = [];
  walk(tree, (node, path) => found.push(...named(node).map((use) => ({ ...use, path }))));
  return found;
}

const named = (node) => [
  ...texts('value', node.Ref),
  ...texts('condition', node.Condition),
  ...texts('condition', node['Fn::If']?.[0]),
  ...texts('mapping', node['Fn::FindInMap']?.[0]),
  ...('Type' in node ? [].concat(node.DependsOn ?? []).flatMap((name) => texts('resource', name)) : []),
  ...(Array.isArray(node['Fn::GetAtt']) ? [attribute(...node['Fn::GetAtt'])] : []),
  ...variables(node['Fn::Sub']),
];

const texts = (kind, name) => (typeof name === 'string' ? [{ kind, name }] : []);
const attribute = (name, of) => ({ kind: 'resource', name, attribute: of });

function variables(sub) {
  if (!sub) return [];
  const [text, own] = Array.isArray(sub) ? sub : [sub, {}];
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name).filter((name) => !(name in own)).map(variable);
}

function variable(name) {
  const dot = name.indexOf('.');
  return dot < 0 ? { kind: 'value', name } : attribute(name.slice(0, dot), name.slice(dot + 1));
}
