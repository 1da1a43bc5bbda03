/** Calls back for every object in a tree, with the path to it. */
export function walk(node, visit, path = []) {
  if (Array.isArray(node)) {
    node.forEach((child, index) => walk(child, visit, [...path, index]));
  } else if (node && typeof node === 'object') {
    visit(node, path);
    Object.entries(node).forEach(([key, child]) => walk(child, visit, [...path, key]));
  }
}

/** Whether CloudFormation computes the value. */
export const isFunction = (node) =>
  node !== null && typeof node === 'object' && Object.keys(node).length === 1 && /^(Ref$|Fn::)/.test(Object.keys(node)[0]);

/** All possible values: each branch of Fn::If, without AWS::NoValue. */
export const branches = (node) => {
  if (node?.['Fn::If']) return node['Fn::If'].slice(1).flatMap(branches);
  return node?.Ref === 'AWS::NoValue' ? [] : [node];
};

/** The same tree with all branches in its lists, because rules of cfn-guard do not look into Fn::If. */
export function flat(node) {
  if (Array.isArray(node)) return node.flatMap(branches).map(flat);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, key.startsWith('Fn::') ? child : flat(child)]));
}
