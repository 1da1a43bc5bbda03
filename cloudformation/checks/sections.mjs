// Keys outside of properties. CloudFormation refuses unknown ones only when the stack is created.
const template = [
  'AWSTemplateFormatVersion', 'Conditions', 'Description', 'Mappings', 'Metadata', 'Outputs', 'Parameters', 'Resources', 'Rules',
];
const extension = [
  'Mappings', 'Outputs', 'Resources', 'commands', 'container_commands', 'files', 'groups', 'option_settings', 'packages', 'services', 'sources', 'users',
];
const inside = {
  Resources: ['Condition', 'CreationPolicy', 'DeletionPolicy', 'DependsOn', 'Metadata', 'Properties', 'Type', 'UpdatePolicy', 'UpdateReplacePolicy'],
  Outputs: ['Condition', 'Description', 'Export', 'Value'],
  Parameters: [
    'AllowedPattern', 'AllowedValues', 'ConstraintDescription', 'Default', 'Description', 'MaxLength', 'MaxValue', 'MinLength', 'MinValue',
    'NoEcho', 'Type',
  ],
};

export const sections = (files) => [
  ...Object.entries(files.templates).flatMap(([name, file]) => unknown(name, file, template)),
  ...Object.entries(files.ebextensions).flatMap(([name, file]) => unknown(name, file, extension)),
];

const unknown = (name, file, known) => [
  ...keys(name, file, known),
  ...Object.entries(inside).flatMap(([section, words]) =>
    Object.entries(file[section] ?? {}).flatMap(([id, one]) => keys(`${name}: ${id}`, one, words))),
];

const keys = (where, node, known) => Object.keys(node)
  .filter((key) => !known.includes(key))
  .map((key) => ({ rule: 'section_known', text: `${where} has the unknown key ${key}; known: ${known.join(', ')}` }));
