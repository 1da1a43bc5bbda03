// Beanstalk takes any name for an option, and ignores what it does not know: a typing error is found here or by nobody.
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

/** Every option that is set: its file, namespace, name and value. */
export const settings = (files) => [...ofTemplates(files), ...ofExtensions(files)];

const ofTemplates = (files) =>
  resources(files, 'AWS::ElasticBeanstalk::Environment').flatMap(({ file, resource }) =>
    resource.Properties.OptionSettings.flatMap(branches).map(({ Namespace, OptionName, Value }) => ({
      file, namespace: Namespace, name: OptionName, value: Value,
    })));

const ofExtensions = (files) =>
  Object.entries(files.ebextensions).flatMap(([file, { option_settings: options = {} }]) =>
    Object.entries(options).flatMap(([namespace, values]) =>
      Object.entries(values).map(([name, value]) => ({ file, namespace, name, value }))));

export const options = (files) => settings(files).flatMap((setting) => [...unknown(setting), ...outOfRange(setting)]);

function unknown({ file, namespace, name }) {
  const names = known[namespace];
  if (names === '*' || names?.includes(name)) return [];
  const allowed = names ? names.join(', ') : `one of the namespaces ${Object.keys(known).join(', ')}`;
  return [{ rule: 'beanstalk_option_known', text: `${file}: ${namespace} ${name} is unknown; it may be ${allowed}` }];
}

function outOfRange({ file, namespace, name, value }) {
  const range = namespace === 'aws:elasticbeanstalk:sqsd' && ranges[name];
  if (!range || typeof value === 'object' || (value >= range[0] && value <= range[1])) return [];
  return [{ rule: 'beanstalk_option_range', text: `${file}: ${name} is ${value}; it may be ${range[0]} to ${range[1]}` }];
}
