// Every rule by its name, as it stands in policy/worker.guard and in the checks: none may be without a mutation.
import { readFileSync, readdirSync } from 'node:fs';
import { ruleNames as guardRules } from './guard.mjs';

const folder = new URL('.', import.meta.url);

/** cfn-lint's are its own to test; and these are made of the word for what nobody uses. */
const others = ['parameter_used', 'condition_used', 'mapping_used'];

const named = readdirSync(folder).filter((file) => file.endsWith('.mjs') && file !== 'lint.mjs')
  .flatMap((file) => [...readFileSync(new URL(file, folder), 'utf8').matchAll(/rule: '(\w+)'/g)].map(([, rule]) => rule));

export const ruleNames = [...new Set([...guardRules, ...named, ...others])];
