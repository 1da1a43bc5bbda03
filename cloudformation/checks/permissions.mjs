// What the instances may do: no more than is said in policy/permissions.md, and no less, on resources that are named.
import { readFileSync } from 'node:fs';
import { resources } from './files.mjs';
import { branches } from './walk.mjs';

const document = new URL('../policy/permissions.md', import.meta.url);

/** These know no resource. */
const withoutResource = ['cloudwatch:PutMetricData'];

const allowed = (files) =>
  resources(files, 'AWS::IAM::Role').flatMap(({ file, id, resource }) =>
    (resource.Properties.Policies ?? []).flatMap(branches).flatMap((policy) =>
      policy.PolicyDocument.Statement.flatMap(branches)
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap((statement) => [].concat(statement.Action).map((action) => ({ file, id, policy: policy.PolicyName, action, statement })))));

export const permissions = (files) => [
  ...allowed(files).filter(({ action }) => action.includes('*'))
    .map(({ file, id, action }) => ({ rule: 'no_wildcard_action', text: `${file}: ${id} may ${action}; spell out what it may` })),
  ...allowed(files).filter(({ statement, action }) => statement.Resource === '*' && !withoutResource.includes(action))
    .map(({ file, id, action }) => ({ rule: 'no_wildcard_resource', text: `${file}: ${id} may ${action} on everything; name the resource` })),
  ...differences(new Set(allowed(files).map(({ id, policy, action }) => `${id} ${policy} ${action}`)), explained()),
];

/** The rows of the table: role, policy, action. */
function explained() {
  const rows = readFileSync(document, 'utf8').split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return new Set(rows.filter((cells) => cells.length > 5 && cells[3].includes(':') && cells[4]).map((cells) => cells.slice(1, 4).join(' ')));
}

const differences = (granted, reasons) => [
  ...[...granted].filter((one) => !reasons.has(one))
    .map((one) => ({ rule: 'permission_explained', text: `${one}: permissions.md does not say why` })),
  ...[...reasons].filter((one) => !granted.has(one))
    .map((one) => ({ rule: 'permission_granted', text: `${one}: permissions.md says why, and no policy grants it` })),
];
