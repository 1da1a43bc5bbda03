// Our rules, by cfn-guard's own binary.
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withResources } from './files.mjs';

const here = new URL('..', import.meta.url).pathname;
const rules = join(here, 'policy/worker.guard');
const machine = { x64: 'x86_64', arm64: 'aarch64' }[arch()];
const binary = join(here, 'node_modules/@cdklabs/cdk-validator-cfnguard/bin/ubuntu', machine ?? arch(), 'cfn-guard');

export const ruleNames = [...readFileSync(rules, 'utf8').matchAll(/^rule (\w+)/gm)].map(([, name]) => name);

export async function guard(files) {
  const folder = mkdtempSync(join(tmpdir(), 'runnerbean-guard-'));
  try {
    withResources(files).forEach(([name, file]) => writeFileSync(join(folder, `${name}.json`), JSON.stringify(file)));
    return (await report(folder)).flatMap(problems);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function report(folder) {
  // npm was told to run no script, and so nobody has made it executable.
  chmodSync(binary, 0o755);
  const options = ['--rules', rules, '--data', folder, '--structured', '-o', 'json', '-S', 'none'];
  // It exits with 19 where a rule is broken; what counts is what it prints.
  const run = await promisify(execFile)(binary, ['validate', ...options], { maxBuffer: 1 << 26 }).catch((error) => error);
  return JSON.parse(run.stdout);
}

const problems = ({ name, not_compliant: broken }) =>
  broken.map(({ Rule }) => ({ rule: Rule.name, text: `${name.replace(/^.*\/|\.json$/g, '')}: ${why(Rule)}` }));

function why(rule) {
  const text = JSON.stringify(rule);
  const message = text.match(/"custom_message":"([^"]+)"/)?.[1] ?? rule.name;
  const where = text.match(/Resources\/(\w+)/)?.[1];
  return where ? `${where}: ${message}` : message;
}
