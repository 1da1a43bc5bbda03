// Options are in logs, in the console, and in everybody's `describe`: what is secret goes there as an ARN alone.
import { settings } from './options.mjs';

const isSecret = (name) => /PASSWORD|SECRET|TOKEN|_KEYS?$/.test(name) && !/_ARN$/.test(name);

export const secrets = (files) => [
  ...settings(files)
    .filter(({ namespace, name }) => namespace === 'aws:elasticbeanstalk:application:environment' && isSecret(name))
    .map(({ file, name }) => ({ rule: 'no_literal_secret', text: `${file}: ${name} belongs to environmentsecrets, by its ARN` })),
  ...Object.entries(files.templates).flatMap(([file, { Parameters = {} }]) =>
    Object.entries(Parameters)
      .filter(([, parameter]) => parameter.NoEcho)
      .map(([name]) => ({ rule: 'no_literal_secret', text: `${file}: the parameter ${name} takes a secret; take its ARN` }))),
];
