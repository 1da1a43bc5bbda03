import { guard } from './guard.mjs';
import { isInstalled, lint } from './lint.mjs';
import { options } from './options.mjs';
import { permissions } from './permissions.mjs';
import { properties } from './properties.mjs';
import { references } from './references.mjs';
import { secrets } from './secrets.mjs';
import { timeouts } from './timeouts.mjs';

/** What is looked at each time, and with each mutation. */
export const checks = { guard, options, properties, references, secrets, permissions, timeouts };

/** What takes seconds, or may not be there. */
export const slow = { lint: { isThere: isInstalled, run: lint, otherwise: 'lint: cfn-lint is not installed' } };

export async function problems(files) {
  return (await Promise.all(Object.values(checks).map((check) => check(files)))).flat();
}
