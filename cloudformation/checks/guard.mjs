// Our rules, checked by cfn-guard's own binary.
import { execFile } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withResources } from './files.mjs';
import { inFolder, nameOf } from './folder.mjs';
import { flat } from './walk.mjs';

const here = fileURLToPath(new URL('..', import.meta.url));
const rules = join(here, 'policy/worker.guard');
const machine = { x64: 'x86_64', arm64: 'aarch64' }[arch()];
const system = platform() === 'darwin' ? 'macos' : 'ubuntu';
const binary = join(here, 'node_modules/@cdklabs/cdk-validator-cfnguard/bin', system, machine ?? arch(), 'cfn-guard');

export const ruleNames = [...readFileSync(rules, 'utf8').matchAll(/^rule (\w+)/gm)].map(([, name]) => name);

export const guard = (files) => validate(files, [rules]);

/** The problems that rules of cfn-guard find; rules are files or folders. */
export const validate = (files, ruleFiles) =>
  inFolder(withResources(files).map(([name, file]) => [name, flat(file)]), async (folder) =>
    (await report(folder, ruleFiles)).flatMap(problems));

async function report(folder, ruleFiles) {
  // npm ran no install script, so the binary is not executable yet.
  chmodSync(binary, 0o755);
  const options = ['--rules', ...ruleFiles, '--data', folder, '--structured', '-o', 'json', '-S', 'none'];
  // It exits with 19 if a rule is broken, so the exit status is ignored.
  const run = await promisify(execFile)(binary, ['validate', ...options], { maxBuffer: 1 << 26 }).catch((error) => error);
  if (!run.stdout) throw new Error(`cfn-guard printed nothing for ${ruleFiles.join(' ')}: ${run.stderr || run.message}`);
  return JSON.parse(run.stdout);
}

const problems = ({ name, not_compliant: broken }) =>
  broken.flatMap(({ Rule }) =>
    messages(Rule).map((message) => ({ rule: Rule.name, text: `${nameOf(name)}: ${message}` })));

/** A message for each resource that breaks the rule. */
function messages(rule) {
  const text = JSON.stringify(rule);
  const message = text.match(/"custom_message":"([^"]+)"/)?.[1] ?? rule.name;
  const where = new Set([...text.matchAll(/"\/Resources\/(\w+)/g)].map(([, id]) => id));
  return where.size ? [...where].map((id) => `${id}: ${message}`) : [message];
}
