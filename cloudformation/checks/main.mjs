import { checks, problems, slow } from './checks.mjs';
import { read, resources, withResources } from './files.mjs';
import { ruleNames } from './guard.mjs';
import { mutations } from './mutations.mjs';

const files = read();
const found = [];
const skipped = [];

for (const [name, check] of Object.entries(checks)) {
  tell(name, await check(files));
}
for (const [name, { isThere, run, otherwise }] of Object.entries(slow)) {
  if (isThere()) tell(name, run(files));
  else skipped.push(otherwise);
}
const missed = process.argv.includes('--no-mutations') ? [] : await mutate();
skipped.forEach((line) => console.log(`SKIPPED ${line}`));
summary();
process.exitCode = found.length + missed.length > 0 ? 1 : 0;

function tell(name, list) {
  console.log(`${list.length === 0 ? 'ok     ' : 'WRONG  '} ${name}`);
  list.forEach(({ rule, text }) => console.log(`        ${rule}: ${text}`));
  found.push(...list);
}

/** Each must be caught by its rule, on a copy; and each rule of guard's must have one. */
async function mutate() {
  const outcomes = await Promise.all(mutations.map(caught));
  const untested = ruleNames.filter((rule) => !mutations.some((mutation) => mutation.rule === rule))
    .map((rule) => ({ isCaught: false, rule, what: 'no mutation breaks it' }));
  const all = [...outcomes, ...untested];
  all.forEach(({ isCaught, rule, what }) => console.log(`${isCaught ? 'caught ' : 'MISSED '} ${rule}: ${what}`));
  return all.filter(({ isCaught }) => !isCaught);
}

async function caught({ rule, what, apply }) {
  const broken = structuredClone(files);
  apply(broken);
  const before = found.filter((problem) => problem.rule === rule).length;
  const after = (await problems(broken)).filter((problem) => problem.rule === rule).length;
  return { isCaught: after > before, rule, what };
}

function summary() {
  const rules = new Set(mutations.map(({ rule }) => rule)).size;
  console.log(
    `${rules} rules on ${withResources(files).length} files with ${resources(files).length} resources: ` +
    `${found.length} problems; ${mutations.length - missed.length} of ${mutations.length} mutations caught; ${skipped.length} skipped`);
}
