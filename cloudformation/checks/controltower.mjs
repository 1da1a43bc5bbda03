// AWS's own rules, Control Tower's, but for those that policy/suppressions.md says why we break.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { validate } from './guard.mjs';

const folder = fileURLToPath(new URL('../node_modules/@cdklabs/cdk-validator-cfnguard/rules/control-tower/cfn-guard', import.meta.url));
const services = [
  'cloudwatch', 'dynamodb', 'ec2', 'ec2autoscaling', 'elasticbeanstalk', 'identityandaccessmanagement', 'keymanagementservice', 'rds', 'sqs',
];
const document = new URL('../policy/suppressions.md', import.meta.url);

/** Of .ebextensions they see a part, and miss the rest, which Beanstalk adds. */
export async function controlTower({ templates }) {
  const broken = await validate({ templates }, services.map((service) => `${folder}/${service}`));
  const known = suppressed();
  const names = new Set(broken.map(key));
  return [
    ...broken.filter((problem) => !known.has(key(problem)))
      .map((problem) => ({ rule: 'control_tower', text: `${key(problem)}: ${problem.text.match(/Require [^\\]*/)?.[0]}` })),
    ...[...known].filter((one) => !names.has(one))
      .map((one) => ({ rule: 'suppression_needed', text: `${one}: suppressions.md says why it is broken, and it is not` })),
  ];
}

/** The rule, the file and the resource. */
const key = ({ rule, text }) => `${rule} ${text.split(': ').slice(0, 2).join(' ')}`;

/** The rows of the table: rule, file, resource. */
function suppressed() {
  const rows = readFileSync(document, 'utf8').split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return new Set(rows.slice(rows.findIndex((cells) => /^-+$/.test(cells[1])) + 1).filter((cells) => cells[4]).map((cells) => cells.slice(1, 4).join(' ')));
}
