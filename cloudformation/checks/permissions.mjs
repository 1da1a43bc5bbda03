// The permissions of the roles: exactly those in policy/permissions.md, on exact resources.
import { resources } from './files.mjs';
import { explained, rows } from './table.mjs';
import { branches, walk } from './walk.mjs';

const document = new URL('../policy/permissions.md', import.meta.url);

/** Actions that support no resource. */
const withoutResource = ['cloudwatch:PutMetricData', 'autoscaling:DescribeAutoScalingInstances'];

const aws = 'arn:${AWS::Partition}:iam::aws:policy/';
const roles = (files) => resources(files, 'AWS::IAM::Role');
const list = (value) => (value === undefined ? [] : [value].flat());

/** The allowed patterns of resources, each with its policy. */
const patterns = rows(document).filter(([, pattern]) => /[*?]/.test(pattern)).map(([policy, pattern]) => `${policy} ${pattern}`);

/** Each allowed action with its statement. NotAction counts as every action. */
const allowed = (files) => roles(files).flatMap(({ file, id, resource }) =>
  list(resource.Properties.Policies).flatMap(branches).flatMap((policy) =>
    allows(policy.PolicyDocument).flatMap((statement) =>
      list(statement.NotAction ? '*' : statement.Action).map((action) => ({ file, id, policy: policy.PolicyName, action, statement })))));

function allows(policy) {
  const found = [];
  walk(policy, (node) => node.Effect === 'Allow' && found.push(node));
  return found;
}

const managed = (files) => roles(files).flatMap(({ id, resource }) =>
  list(resource.Properties.ManagedPolicyArns).flatMap(branches).map((arn) => `${id} managed ${(arn['Fn::Sub'] ?? String(arn)).replace(aws, '')}`));

const isWide = ({ action, statement }) =>
  statement.NotResource || (inexactIn(statement.Resource).includes('*') && !withoutResource.includes(action));

export const permissions = (files) => [
  ...allowed(files).filter(({ action }) => action.includes('*'))
    .map(({ file, id, action }) => ({ rule: 'no_wildcard_action', text: `${file}: ${id} may ${action}; list the exact actions` })),
  ...allowed(files).filter(isWide)
    .map(({ file, id, action }) => ({ rule: 'no_wildcard_resource', text: `${file}: ${id} may ${action} on every resource; name the resource` })),
  ...differences(new Set([...allowed(files).map(({ id, policy, action }) => `${id} ${policy} ${action}`), ...managed(files)]), explained(document)),
  ...inexact(allowed(files)),
  ...outsideRoles(files),
  ...otherPrincipals(files),
];

const differences = (granted, reasons) => [
  ...[...granted].filter((one) => !reasons.has(one))
    .map((one) => ({ rule: 'permission_explained', text: `${one}: permissions.md does not explain it` })),
  ...[...reasons].filter((one) => !granted.has(one))
    .map((one) => ({ rule: 'permission_granted', text: `${one}: permissions.md explains it, but no policy grants it` })),
];

function inexact(all) {
  const used = new Set(all.flatMap(({ policy, statement }) => inexactIn(statement.Resource).map((pattern) => `${policy} ${pattern}`)));
  return [
    ...[...used].filter((one) => !patterns.includes(one))
      .map((one) => ({ rule: 'exact_resource', text: `${one} is a pattern that permissions.md does not explain` })),
    ...patterns.filter((one) => !used.has(one))
      .map((one) => ({ rule: 'pattern_needed', text: `${one}: permissions.md explains the pattern, but no policy has it` })),
  ];
}

/** The patterns in a value at any depth, without what precedes the service. */
const inexactIn = (node) =>
  typeof node === 'string'
    ? [node].filter((text) => /[*?]/.test(text)).map((text) => text.replace(/^arn:[^:]*(::[^:]*)?:/, ''))
    : Object.values(node ?? {}).flatMap(inexactIn);

/** Permissions must be inside of roles, because the rules above look only there. */
const outsideRoles = (files) => resources(files)
  .filter(({ resource }) => /^AWS::IAM::/.test(resource.Type) && !/::(Role|InstanceProfile)$/.test(resource.Type))
  .map(({ file, id, resource }) => ({ rule: 'permission_in_role', text: `${file}: ${id} is a ${resource.Type}; write its permissions into the role` }));

const otherPrincipals = (files) => roles(files).flatMap(({ file, id, resource }) =>
  allows(resource.Properties.AssumeRolePolicyDocument)
    .filter(({ Principal }) => Object.keys(Principal).join() !== 'Service')
    .map(() => ({ rule: 'role_trusts_service', text: `${file}: ${id} can be assumed by others than AWS services` })));
