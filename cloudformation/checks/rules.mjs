// The names of all rules, from policy/worker.guard and the checks. Each must have a mutation.
import { readFileSync, readdirSync } from 'node:fs';
import { ruleNames as guardRules } from './guard.mjs';

const folder = new URL('.', import.meta.url);

/** Rules whose names parameters.mjs computes, so that the search below does not find them. */
const others = ['parameter_used', 'condition_used', 'mapping_used'];

// The rules of cfn-lint are not ours to test.
const named = readdirSync(folder).filter((file) => file.endsWith('.mjs') && file !== 'lint.mjs')
  .flatMap((file) => [...readFileSync(new URL(file, folder), 'utf8').matchAll(/rule: '(\w+)'/g)].map(([, rule]) => rule));

export const ruleNames = [...new Set([...guardRules, ...named, ...others])];
