// The rules of AWS Control Tower, except those that policy/suppressions.md explains.
import { fileURLToPath } from 'node:url';
import { validate } from './guard.mjs';
import { explained } from './table.mjs';

const folder = fileURLToPath(new URL('../node_modules/@cdklabs/cdk-validator-cfnguard/rules/control-tower/cfn-guard', import.meta.url));
const services = [
  'cloudwatch', 'dynamodb', 'ec2', 'ec2autoscaling', 'elasticbeanstalk', 'identityandaccessmanagement', 'keymanagementservice', 'rds', 'sqs',
];
const document = new URL('../policy/suppressions.md', import.meta.url);

/** Not .ebextensions: Beanstalk adds the properties that these rules would miss there. */
export async function controlTower({ templates }) {
  const broken = await validate({ templates }, services.map((service) => `${folder}/${service}`));
  const known = explained(document);
  const names = new Set(broken.map(key));
  return [
    ...broken.filter((problem) => !known.has(key(problem)))
      .map((problem) => ({ rule: 'control_tower', text: `${key(problem)}: ${problem.text.match(/Require [^\\]*/)?.[0]}` })),
    ...[...known].filter((one) => !names.has(one))
      .map((one) => ({ rule: 'suppression_needed', text: `${one}: suppressions.md explains why it is broken, but it is not broken` })),
  ];
}

/** The rule, the file and the resource. */
const key = ({ rule, text }) => `${rule} ${text.split(': ').slice(0, 2).join(' ')}`;
