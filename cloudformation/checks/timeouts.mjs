// The order of timeouts, in seconds: the daemon gives up first, nginx last.
import { resources } from './files.mjs';
import { settings } from './options.mjs';

/** A value, or the default of the parameter that it refers to. */
const text = (template, value) => String(value?.Ref ? template.Parameters[value.Ref].Default : value);
const literal = (template, value) => Number(text(template, value));

export function timeouts(files) {
  const sqsd = settings(files).filter(({ namespace }) => namespace === 'aws:elasticbeanstalk:sqsd');
  const by = (file) => Object.fromEntries(sqsd.filter((option) => option.file === file).map(({ name, value }) => [name, value]));
  const bundle = by('sqsd.config');
  const template = by('worker-eb.yaml');
  return [...order(files, template), ...disagreements(files, bundle, template), ...queues(files, template), ...pools(files)];
}

function order(files, template) {
  const worker = files.templates['worker-eb.yaml'];
  const nginx = Number(files.nginx.match(/proxy_read_timeout (\d+)s/)[1]);
  const [inactivity, visibility] = ['InactivityTimeout', 'VisibilityTimeout'].map((name) => literal(worker, template[name]));
  return inactivity < visibility && visibility < nginx
    ? []
    : [{ rule: 'timeouts_in_order', text: `inactivity ${inactivity} < visibility ${visibility} < nginx ${nginx} must hold` }];
}

function disagreements(files, bundle, template) {
  const valueOf = (name) => text(files.templates['worker-eb.yaml'], template[name]);
  return Object.keys(template)
    .filter((name) => name in bundle && valueOf(name) !== String(bundle[name]))
    .map((name) => ({ rule: 'timeouts_agree', text: `${name} is ${valueOf(name)} in worker-eb.yaml, but ${bundle[name]} in sqsd.config` }));
}

function queues(files, template) {
  const daemon = literal(files.templates['worker-eb.yaml'], template.VisibilityTimeout);
  return resources(files, 'AWS::SQS::Queue')
    .filter(({ resource }) => resource.Properties.VisibilityTimeout !== undefined)
    .filter(({ file, resource }) => literal(files.templates[file], resource.Properties.VisibilityTimeout) !== daemon)
    .map(({ file, id }) => ({ rule: 'timeouts_agree', text: `${file}: ${id} must have the daemon's VisibilityTimeout, ${daemon} s` }));
}

/** Each connection of the daemon needs one to the database: a smaller pool makes it wait, a larger one is partly idle. */
function pools(files) {
  const options = settings(files);
  const value = (file, name) => JSON.stringify(options.find((option) => option.file === file && option.name === name)?.value);
  return [...new Set(options.map(({ file }) => file))]
    .filter((file) => value(file, 'HttpConnections') !== value(file, 'RUNNERBEAN_POOL'))
    .map((file) => ({
      rule: 'connections_agree',
      text: `${file}: HttpConnections is ${value(file, 'HttpConnections')}, but RUNNERBEAN_POOL is ${value(file, 'RUNNERBEAN_POOL')}`,
    }));
}
