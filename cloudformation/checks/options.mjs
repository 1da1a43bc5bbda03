// Beanstalk ignores unknown options, so only this check finds a misspelt one.
import { readFileSync } from 'node:fs';
import { resources } from './files.mjs';
import { branches } from './walk.mjs';

const known = JSON.parse(readFileSync(new URL('beanstalk-options.json', import.meta.url), 'utf8'));

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
const ranges = {
  HttpConnections: [1, 100],
  ConnectTimeout: [1, 60],
  InactivityTimeout: [1, 36000],
  VisibilityTimeout: [0, 43200],
  ErrorVisibilityTimeout: [0, 43200],
  RetentionPeriod: [60, 1209600],
  MaxRetries: [1, 100],
};

/** Every option that is set: its file, namespace, name and value, and the parameters that the value may refer to. */
export const settings = (files) => [...ofTemplates(files), ...ofExtensions(files)];

const ofTemplates = (files) =>
  ['Environment', 'ConfigurationTemplate'].flatMap((kind) => resources(files, `AWS::ElasticBeanstalk::${kind}`)).flatMap(
    ({ file, id, resource }) => (resource.Properties.OptionSettings ?? []).flatMap((setting) =>
      branches(setting).map(({ Namespace, OptionName, Value }) => ({
        file, id, namespace: Namespace, name: OptionName, value: Value, isCertain: !setting['Fn::If'], parameters: files.templates[file].Parameters,
      }))));

const ofExtensions = (files) =>
  Object.entries(files.ebextensions).flatMap(([file, { option_settings: options = {} }]) =>
    (Array.isArray(options) ? options.map(listed) : Object.entries(options).flatMap(mapped)).map((option) => ({ file, isCertain: true, ...option })));

const listed = ({ namespace, option_name: name, value }) => ({ namespace, name, value });
const mapped = ([namespace, values]) => Object.entries(values).map(([name, value]) => ({ namespace, name, value }));

export const options = (files) => [
  ...settings(files).flatMap((setting) => [...unknown(setting), ...outOfRange(setting)]),
  ...duplicates(settings(files).filter(({ isCertain }) => isCertain)),
];

function unknown({ file, namespace, name }) {
  const names = known[namespace];
  if (names === '*' || names?.includes(name)) return [];
  const allowed = names ? names.join(', ') : `one of the namespaces ${Object.keys(known).join(', ')}`;
  return [{ rule: 'beanstalk_option_known', text: `${file}: ${namespace} ${name} is unknown; allowed: ${allowed}` }];
}

function outOfRange({ file, namespace, name, value, parameters }) {
  const range = namespace === 'aws:elasticbeanstalk:sqsd' && ranges[name];
  const isOutside = (one) => !(one >= range[0] && one <= range[1]);
  return (range ? possible(value, parameters) : []).filter(isOutside)
    .map((one) => ({ rule: 'beanstalk_option_range', text: `${file}: ${name} must be ${range[0]} to ${range[1]}, was ${one}` }));
}

/** A literal, or the default, allowed values and limits of a parameter. */
function possible(value, parameters) {
  const parameter = parameters?.[value?.Ref];
  if (!parameter) return typeof value === 'object' ? [] : [value];
  const { Default, AllowedValues, MinValue = -Infinity, MaxValue = Infinity } = parameter;
  return [...new Set([Default ?? MinValue, ...(AllowedValues ?? [MinValue, MaxValue])])];
}

const key = ({ file, id, namespace, name }) => [file, id, namespace, name].join(' ');
const duplicates = (all) => all.filter((one, index) => all.findIndex((other) => key(other) === key(one)) < index)
  .map(({ file, namespace, name }) => ({ rule: 'beanstalk_option_once', text: `${file}: ${namespace} ${name} is set twice` }));
