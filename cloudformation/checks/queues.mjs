// Policies of queues: they must allow nothing, and deny access without TLS.
import { resources } from './files.mjs';

const statements = ({ resource }) => [].concat(resource.Properties.PolicyDocument.Statement);
const policies = (files) => resources(files, 'AWS::SQS::QueuePolicy');

export const queues = (files) => [
  ...resources(files, 'AWS::SQS::Queue').filter((queue) => !policies(files).some((policy) => demandsTls(policy, queue)))
    .map(({ file, id }) => ({ rule: 'queue_tls_only', text: `${file}: ${id} has no policy that denies sqs:* to all without TLS` })),
  ...policies(files).flatMap((policy) => statements(policy).flatMap((statement) => wrong(policy, statement))),
];

const demandsTls = (policy, { file, id }) =>
  policy.file === file &&
  policy.resource.Properties.Queues.some(({ Ref }) => Ref === id) &&
  statements(policy).some(({ Effect, Principal, Action, Resource, Condition }) =>
    Effect === 'Deny' && Principal === '*' && Action === 'sqs:*' && Condition?.Bool?.['aws:SecureTransport'] === 'false' &&
    (Resource === '*' || [].concat(Resource).some((one) => one['Fn::GetAtt']?.join('.') === `${id}.Arn`)));

/** The policy language allows a list of queues. SQS answers "Invalid value for the parameter Policy". */
const wrong = ({ file, id }, { Effect, Resource }) => [
  ...(Effect === 'Allow' ? [{ rule: 'queue_not_shared', text: `${file}: ${id} allows access; allow it in the roles instead` }] : []),
  ...([].concat(Resource).length === 1 ? [] : [{ rule: 'queue_named_once', text: `${file}: ${id} has a statement on several queues; SQS accepts one queue` }]),
];
