// An instance that is terminated must finish or hand over its work, and the parts of that must fit each other.
import { resources } from './files.mjs';
import { settings } from './options.mjs';

/** Docker kills a container after 10 s; an interrupted job may take 5 s to roll back, and the rest needs time, too. */
const LONGEST_DRAIN = 4;
/** Elastic Beanstalk's daemon waits this long for its open requests, when it is stopped. */
const DAEMON = 600;

export const drain = (files) => [...hook(files), ...service(files), ...cycles(files), ...limits(files)];

function hook(files) {
  const isRight = ({ AutoScalingGroupName, LifecycleHookName, LifecycleTransition, DefaultResult, HeartbeatTimeout }) =>
    AutoScalingGroupName?.Ref === 'AWSEBAutoScalingGroup' && LifecycleTransition === 'autoscaling:EC2_INSTANCE_TERMINATING'
    && DefaultResult === 'CONTINUE' && HeartbeatTimeout > DAEMON && script(files).includes(`--lifecycle-hook-name ${LifecycleHookName} `);
  return resources(files, 'AWS::AutoScaling::LifecycleHook').some(({ resource }) => isRight(resource.Properties))
    ? []
    : [{ rule: 'drain_hook', text: `the group must wait over ${DAEMON} s for an instance that it terminates, and the script must name the hook` }];
}

/** The service on the instance, which runs an executable file and is started by a command. */
function service({ ebextensions }) {
  const started = Object.values(ebextensions).some(({ files = {}, commands = {} }) =>
    Object.entries(files).some(([path, { content }]) => {
      const name = path.match(/^\/etc\/systemd\/system\/(.+\.service)$/)?.[1];
      const program = content.match(/^ExecStart=(.+)$/m)?.[1];
      return name && files[program]?.mode === '000755' && content.includes('\nWantedBy=multi-user.target')
        && Object.values(commands).some(({ command }) => command.includes(`enable ${name}`) && command.includes(`restart ${name}`));
    }));
  return started ? [] : [{ rule: 'drain_service', text: 'no command enables and starts a service that runs an executable file' }];
}

const script = ({ ebextensions }) => Object.values(ebextensions).flatMap(({ files = {} }) => Object.values(files)).map(({ content }) => content).join('\n');

/** Beanstalk puts files and commands into the metadata of the group. A reference from there to the group is a cycle. */
const cycles = ({ ebextensions }) =>
  Object.entries(ebextensions)
    .filter(([, { files, commands }]) => JSON.stringify([files, commands]).includes('`{'))
    .map(([file]) => ({ rule: 'drain_cycle', text: `${file}: files and commands must not refer to resources` }));

function limits(files) {
  const drains = settings(files).filter(({ name }) => name === 'RUNNERBEAN_DRAIN');
  return [...new Set(settings(files).filter(({ name }) => name === 'RUNNERBEAN_POOL').map(({ file }) => file))]
    .filter((file) => !drains.some((drain) => drain.file === file && Number(drain.value) <= LONGEST_DRAIN))
    .map((file) => ({ rule: 'drain_limit', text: `${file}: RUNNERBEAN_DRAIN must be ${LONGEST_DRAIN} s at most` }));
}
