// Options are visible in logs, in the console and in `describe` calls, so a secret may appear there only as its ARN.
import { settings } from './options.mjs';

const environment = 'aws:elasticbeanstalk:application:environment';
const isSecret = (name) => /PASSWORD|SECRET|TOKEN|_KEYS?$/.test(name) && !/_ARN$/.test(name);
const isText = (value) => typeof value !== 'object' && !String(value).startsWith('arn:');

/** CloudFormation resolves a dynamic reference, so the option would hold the secret itself. */
const isResolved = (value) => /\{\{resolve:(secretsmanager|ssm-secure):/.test(JSON.stringify(value));

const isLeak = ({ namespace, name, value }) =>
  isResolved(value) ||
  (namespace === environment && (isSecret(name) || (/_ARN$/.test(name) && isText(value)))) ||
  (namespace === `${environment}secrets` && isText(value));

export const secrets = (files) => [
  ...settings(files).filter(isLeak)
    .map(({ file, name }) => ({ rule: 'no_literal_secret', text: `${file}: ${name} belongs to environmentsecrets, by its ARN` })),
  ...Object.entries(files.templates).flatMap(([file, { Parameters = {} }]) =>
    Object.entries(Parameters)
      .filter(([, parameter]) => parameter.NoEcho)
      .map(([name]) => ({ rule: 'no_literal_secret', text: `${file}: the parameter ${name} takes a secret; it must take the ARN of a secret` }))),
];
