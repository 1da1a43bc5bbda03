import { checks, problems, slow } from './checks.mjs';
import { read, resources, withResources } from './files.mjs';
import { ruleNames } from './rules.mjs';
import { mutations } from './mutations.mjs';

const files = read();
const found = [];
const skipped = [];

for (const [name, check] of Object.entries(checks)) {
  report(name, await check(files));
}
const skippedRules = [];
for (const [name, { isAvailable, run, rules, whySkipped }] of Object.entries(slow)) {
  if (isAvailable()) report(name, await run(files));
  else {
    skipped.push(whySkipped);
    skippedRules.push(...rules);
  }
}
const outcomes = process.argv.includes('--no-mutations') ? [] : await mutate();
const missed = outcomes.filter(({ isCaught }) => !isCaught);
if (outcomes.length === 0) skipped.push('mutations: --no-mutations');
skipped.forEach((line) => console.log(`SKIPPED ${line}`));
summary();
process.exitCode = found.length + missed.length > 0 ? 1 : 0;

function report(name, list) {
  console.log(`${list.length === 0 ? 'ok     ' : 'WRONG  '} ${name}`);
  list.forEach(({ rule, text }) => console.log(`        ${rule}: ${text}`));
  found.push(...list);
}

/** Each mutation, on a copy, must be caught by its rule, and each rule must have a mutation. */
async function mutate() {
  const all = await Promise.all(mutations.filter(({ rule }) => !skippedRules.includes(rule)).map(caught));
  const untested = ruleNames.filter((rule) => !mutations.some((mutation) => mutation.rule === rule))
    .map((rule) => ({ isCaught: false, rule, what: 'no mutation breaks it' }));
  all.push(...untested);
  all.forEach(({ isCaught, rule, what }) => console.log(`${isCaught ? 'caught ' : 'MISSED '} ${rule}: ${what}`));
  return all;
}

async function caught({ rule, what, apply }) {
  const broken = structuredClone(files);
  try {
    apply(broken);
    const before = found.map(({ text }) => text);
    const after = (await problems(broken, rule)).filter((problem) => problem.rule === rule);
    return { isCaught: after.some(({ text }) => !before.includes(text)), rule, what };
  } catch (error) {
    return { isCaught: false, rule, what: `${what}; the mutation failed: ${error.message}` };
  }
}

function summary() {
  const tested = outcomes.length - missed.length;
  console.log(
    `${ruleNames.length} rules on ${withResources(files).length} files with ${resources(files).length} resources: ` +
    `${found.length} problems; ${tested} of ${outcomes.length} mutations caught; ${skipped.length} skipped`);
}
