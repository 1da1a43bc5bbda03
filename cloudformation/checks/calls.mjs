// Compares the AWS calls that our programs made in tests with the documents: policy/permissions.md for the worker,
// docs/daemon.md for the daemon. Calls by test classes are recorded too, and ignored; calls by an unknown class count.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rows } from './table.mjs';

const modules = fileURLToPath(new URL('../../worker/', import.meta.url));
const permissions = new URL('../policy/permissions.md', import.meta.url);
const daemon = new URL('../../docs/daemon.md', import.meta.url);
/** The prefixes of actions in policies, by the SDK's name of the service. */
const prefixes = { Sqs: 'sqs', SecretsManager: 'secretsmanager', DynamoDb: 'dynamodb' };
const programs = ['engine', 'jobs', 'cli', 'sqsd'];

const recording = (module) => `${modules}${module}/target/aws-calls.txt`;
const recordings = readdirSync(modules).map(recording).filter(existsSync);

/** Whether the tests of worker and daemon have run. In CI a missing record is an error, because CI always runs the tests. */
export const mustCompare = () => 'RUNNERBEAN_CI' in process.env || ['engine-it', 'sqsd'].map(recording).every(existsSync);

/** Each call with the class that made it, and the module of that class. */
export const recorded = () =>
  recordings.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n')).map(call).filter(({ module, caller }) => module || caller === 'unknown');

function call(line) {
  const [type, operation] = line.split(' ');
  const source = `src/main/java/${type.split('$')[0].replaceAll('.', '/')}.java`;
  const module = programs.find((program) => existsSync(`${modules}${program}/${source}`));
  return { module, caller: type.split('.').at(-1).split('$')[0], action: action(...operation.split(':')) };
}

/** SQS has no actions for batches: the permission for one message covers a batch. */
const action = (service, operation) => `${prefixes[service] ?? service}:${operation.replace(/Batch$/, '')}`;

export const calls = ({ calls: made }) => [
  ...differences(madeByWorker(made), documentedForWorker(), 'permissions.md'),
  ...differences(madeByDaemon(made), documentedForDaemon(), 'daemon.md'),
];

const madeByWorker = (made) => made.filter(({ module }) => module !== 'sqsd').map(({ caller, action }) => `${caller} calls ${action}`);
const madeByDaemon = (made) => made.filter(({ module }) => module === 'sqsd').map(({ action }) => `the daemon calls ${action}`);

const documentedForWorker = () => rows(permissions).flatMap(([, , action, , callers]) =>
  (callers ?? '').split(', ').filter((caller) => /^[A-Z]\w+$/.test(caller)).map((caller) => `${caller} calls ${action}`));
const documentedForDaemon = () => rows(daemon).map(([action]) => action).filter((action) => action.startsWith('sqs:')).map((action) => `the daemon calls ${action}`);

const differences = (made, documented, document) => [
  ...[...new Set(made)].filter((one) => !documented.includes(one)).map((one) => ({ rule: 'call_explained', text: `${one}, but ${document} does not list that` })),
  ...documented.filter((one) => !made.includes(one)).map((one) => ({ rule: 'call_made', text: `${document} lists that ${one}, but the last tests did not record it; run all tests with mvn verify` })),
];
