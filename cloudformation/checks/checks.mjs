import { attributes } from './attributes.mjs';
import { overrides } from './beanstalk.mjs';
import { mustCompare, calls } from './calls.mjs';
import { controlTower } from './controltower.mjs';
import { customOptions } from './customoptions.mjs';
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

/** What is looked at each time, and with each mutation. */
export const checks = {
  guard, controlTower, options, customOptions, overrides, sections, properties, attributes, references, imports, parameters, secrets, permissions, queues, timeouts,
};

/** What takes seconds, or may not be there. */
export const slow = {
  calls: { isThere: mustCompare, run: calls, rules: ['call_explained', 'call_made'], otherwise: 'calls, and their mutations: no tests have been run whose calls could be compared; mvn verify runs them' },
  lint: { isThere: isInstalled, run: lint, rules: [], otherwise: 'lint: cfn-lint is not installed' },
};

const owners = Object.fromEntries([
  ['control_tower', controlTower], ['suppression_needed', controlTower],
  ...guardRules.map((rule) => [rule, guard]),
  ...Object.values(slow).flatMap(({ rules, run }) => rules.map((rule) => [rule, run])),
]);
const others = Object.values(checks).filter((check) => check !== guard && check !== controlTower);

/** What is wrong by the check whose rule it is, and maybe by others. */
export async function problems(files, rule) {
  const asked = owners[rule] ? [owners[rule]] : others;
  return (await Promise.all(asked.map((check) => check(files)))).flat();
}
