import { attributes } from './attributes.mjs';
import { overrides } from './beanstalk.mjs';
import { mustCompare, calls } from './calls.mjs';
import { controlTower } from './controltower.mjs';
import { customOptions } from './customoptions.mjs';
import { drain } from './drain.mjs';
import { guard, ruleNames as guardRules } from './guard.mjs';
import { imports } from './imports.mjs';
import { isInstalled, lint } from './lint.mjs';
import { options } from './options.mjs';
import { parameters } from './parameters.mjs';
import { permissions } from './permissions.mjs';
import { properties } from './properties.mjs';
import { queues } from './queues.mjs';
import { references } from './references.mjs';
import { secrets } from './secrets.mjs';
import { sections } from './sections.mjs';
import { timeouts } from './timeouts.mjs';

/** The checks that always run, and with each mutation. */
export const checks = {
  guard, controlTower, options, customOptions, overrides, sections, properties, attributes, references, imports, parameters, secrets, permissions, queues, timeouts, drain,
};

/** Checks that take seconds, or may be unavailable. */
export const slow = {
  calls: { isAvailable: mustCompare, run: calls, rules: ['call_explained', 'call_made'], whySkipped: 'calls, and their mutations: there are no recorded calls to compare; mvn verify records them' },
  lint: { isAvailable: isInstalled, run: lint, rules: [], whySkipped: 'lint: cfn-lint is not installed' },
};

const owners = Object.fromEntries([
  ['control_tower', controlTower], ['suppression_needed', controlTower],
  ...guardRules.map((rule) => [rule, guard]),
  ...Object.values(slow).flatMap(({ rules, run }) => rules.map((rule) => [rule, run])),
]);
const others = Object.values(checks).filter((check) => check !== guard && check !== controlTower);

/** The problems that the rule's own check finds; other checks may run too. */
export async function problems(files, rule) {
  const selected = owners[rule] ? [owners[rule]] : others;
  return (await Promise.all(selected.map((check) => check(files)))).flat();
}
