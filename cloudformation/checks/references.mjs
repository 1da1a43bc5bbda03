// What refers to what: within a template, and from one to another.
import { walk } from './walk.mjs';

const problem = (rule, text) => [{ rule, text }];
const isPseudo = (name) => name.startsWith('AWS::');

export const references = (files) => [
  ...Object.entries(files.templates).flatMap(([name, template]) => [
    ...unresolved(name, template, () => false),
    ...imports(name, template, files),
    ...unused(name, template),
    ...undescribed(name, template),
  ]),
  ...Object.entries(files.ebextensions).flatMap(([name, file]) => unresolved(name, file, (id) => id.startsWith('AWSEB'))),
];

/** Every name that is used, and as what. */
function uses(template) {
  const found = [];
  walk(template, (node, path) => {
    if (typeof node.Ref === 'string') found.push({ kind: 'value', name: node.Ref, path });
    if (Array.isArray(node['Fn::GetAtt'])) found.push({ kind: 'value', name: node['Fn::GetAtt'][0], path });
    if (node['Fn::If']) found.push({ kind: 'condition', name: node['Fn::If'][0], path });
    if (typeof node.Condition === 'string') found.push({ kind: 'condition', name: node.Condition, path });
    [].concat(node.DependsOn ?? []).forEach((name) => found.push({ kind: 'value', name, path }));
    variables(node).forEach((name) => found.push({ kind: 'value', name, path }));
  });
  return found;
}

function variables(node) {
  const sub = node['Fn::Sub'];
  if (!sub) return [];
  const [text, own] = Array.isArray(sub) ? sub : [sub, {}];
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name.split('.')[0]).filter((name) => !(name in own));
}

function unresolved(file, template, isKnown) {
  const values = new Set([...Object.keys(template.Parameters ?? {}), ...Object.keys(template.Resources ?? {})]);
  const conditions = new Set(Object.keys(template.Conditions ?? {}));
  return uses(template)
    .filter(({ kind, name }) => !(kind === 'condition' ? conditions : values).has(name) && !isPseudo(name) && !isKnown(name))
    .flatMap(({ name, path }) => problem('reference_resolved', `${file}: ${path.join('.')} refers to ${name}, which is not there`));
}

function imports(file, template, files) {
  const exported = new Set(Object.values(files.templates).flatMap(exportNames));
  const found = [];
  walk(template, (node, path) => {
    const name = node['Fn::ImportValue']?.['Fn::Sub']?.replace(/^\$\{\w+Stack\}/, '${AWS::StackName}');
    if (name && !exported.has(name)) {
      found.push(...problem('import_exported', `${file}: ${path.join('.')} imports ${name}, which no template exports`));
    }
  });
  return found;
}

const exportNames = ({ Outputs = {} }) =>
  Object.values(Outputs).map((output) => output.Export?.Name?.['Fn::Sub']).filter(Boolean);

function unused(file, template) {
  const text = JSON.stringify({ ...template, Metadata: null });
  const isUsed = (name) => text.includes(`"Ref":"${name}"`) || text.includes(`\${${name}}`);
  const isAsked = (name) => uses(template).some((use) => use.kind === 'condition' && use.name === name);
  return [
    ...Object.keys(template.Parameters ?? {}).filter((name) => !isUsed(name))
      .flatMap((name) => problem('parameter_used', `${file}: nobody uses the parameter ${name}`)),
    ...Object.keys(template.Conditions ?? {}).filter((name) => !isAsked(name))
      .flatMap((name) => problem('condition_used', `${file}: nobody asks for the condition ${name}`)),
  ];
}

function undescribed(file, { Parameters = {}, Metadata = {} }) {
  const groups = Metadata['AWS::CloudFormation::Interface']?.ParameterGroups ?? [];
  const grouped = new Set(groups.flatMap((group) => group.Parameters));
  return [
    ...Object.entries(Parameters).flatMap(([name, parameter]) => [
      ...(parameter.Description ? [] : problem('parameter_described', `${file}: nobody says what ${name} is`)),
      ...(grouped.has(name) ? [] : problem('parameter_grouped', `${file}: ${name} is in no group of the interface`)),
      ...(parameter.AllowedPattern && !parameter.ConstraintDescription
        ? problem('parameter_explained', `${file}: ${name} has a pattern and does not say in words what is allowed`)
        : []),
    ]),
    ...[...grouped].filter((name) => !(name in Parameters))
      .flatMap((name) => problem('parameter_grouped', `${file}: the interface names ${name}, which is no parameter`)),
  ];
}
