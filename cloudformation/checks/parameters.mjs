// The parameters of templates: each must be used, described and in a group.
import { uses } from './uses.mjs';

export const parameters = (files) =>
  Object.entries(files.templates).flatMap(([file, template]) =>
    [...unused(template), ...undescribed(template)].map(({ rule, text }) => ({ rule, text: `${file}: ${text}` })));

function unused(template) {
  const { Metadata, ...rest } = template;
  const used = (kind) => new Set(uses(rest).filter((use) => use.kind === kind).map(({ name }) => name));
  return [['Parameters', 'value', 'parameter'], ['Conditions', 'condition', 'condition'], ['Mappings', 'mapping', 'mapping']]
    .flatMap(([section, kind, word]) => Object.keys(template[section] ?? {})
      .filter((name) => !used(kind).has(name))
      .map((name) => ({ rule: `${word}_used`, text: `the ${word} ${name} is not used` })));
}

function undescribed({ Parameters = {}, Metadata = {} }) {
  const groups = Metadata['AWS::CloudFormation::Interface']?.ParameterGroups ?? [];
  const grouped = new Set(groups.flatMap((group) => group.Parameters));
  return [
    ...Object.entries(Parameters).flatMap(([name, parameter]) => [
      ...(parameter.Description ? [] : [{ rule: 'parameter_described', text: `${name} has no description` }]),
      ...(grouped.has(name) ? [] : [{ rule: 'parameter_grouped', text: `${name} is in no group of the interface` }]),
      ...(parameter.AllowedPattern && !parameter.ConstraintDescription
        ? [{ rule: 'parameter_explained', text: `${name} has a pattern but no ConstraintDescription` }]
        : []),
    ]),
    ...[...grouped].filter((name) => !(name in Parameters))
      .map((name) => ({ rule: 'parameter_grouped', text: `the interface names ${name}, which is not a parameter` })),
  ];
}
