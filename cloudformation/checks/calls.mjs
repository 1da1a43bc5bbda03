// The calls of AWS that our own programs made in tests, against what is said of them: of the worker in
// policy/permissions.md, of the daemon in docs/daemon.md. Tests write their own down too; a class of a program is what counts,
// and what nobody's class called.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rows } from './table.mjs';

const modules = fileURLToPath(new URL('../../worker/', import.meta.url));
const permissions = new URL('../policy/permissions.md', import.meta.url);
const daemon = new URL('../../docs/daemon.md', import.meta.url);
/** What policies call the services of the SDK. */
const prefixes = { Sqs: 'sqs', SecretsManager: 'secretsmanager', DynamoDb: 'dynamodb' };
const programs = ['engine', 'jobs', 'cli', 'sqsd'];

const recording = (module) => `${modules}${module}/target/aws-calls.txt`;
const recordings = readdirSync(modules).map(recording).filter(existsSync);

/** The tests of the worker and of the daemon have run. In CI a missing record is an error, because CI always runs the tests. */
export const mustCompare = () => 'RUNNERBEAN_CI' in process.env || ['engine-it', 'sqsd'].map(recording).every(existsSync);

/** Each call with the class that made it, and the module whose class that is. */
export const recorded = () =>
  recordings.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n')).map(call).filter(({ module, caller }) => module || caller === 'unknown');

function call(line) {
  const [type, operation] = line.split(' ');
  const source = `src/main/java/${type.split('$')[0].replaceAll('.', '/')}.java`;
  const module = programs.find((program) => existsSync(`${modules}${program}/${source}`));
  return { module, caller: type.split('.').at(-1).split('$')[0], action: action(...operation.split(':')) };
}

/** SQS has no action for a batch: whoever may do a thing may do ten at once. */
const action = (service, operation) => `${prefixes[service] ?? service}:${operation.replace(/Batch$/, '')}`;

export const calls = ({ calls: made }) => [
  ...differences(ofWorker(made), saidOfWorker(), 'permissions.md'),
  ...differences(ofDaemon(made), saidOfDaemon(), 'daemon.md'),
];

const ofWorker = (made) => made.filter(({ module }) => module !== 'sqsd').map(({ caller, action }) => `${caller} calls ${action}`);
const ofDaemon = (made) => made.filter(({ module }) => module === 'sqsd').map(({ action }) => `the daemon calls ${action}`);

const saidOfWorker = () => rows(permissions).flatMap(([, , action, , callers]) =>
  (callers ?? '').split(', ').filter((caller) => /^[A-Z]\w+$/.test(caller)).map((caller) => `${caller} calls ${action}`));
const saidOfDaemon = () => rows(daemon).map(([action]) => action).filter((action) => action.startsWith('sqs:')).map((action) => `the daemon calls ${action}`);

const differences = (made, said, document) => [
  ...[...new Set(made)].filter((one) => !said.includes(one)).map((one) => ({ rule: 'call_explained', text: `${one}, and ${document} does not say so` })),
  ...said.filter((one) => !made.includes(one)).map((one) => ({ rule: 'call_made', text: `${one}, says ${document}; in the last tests it did not: mvn verify runs them all` })),
];
