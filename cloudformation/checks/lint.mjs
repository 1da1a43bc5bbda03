// cfn-lint, where it is installed: it comes from PyPI, and is not asked for.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inFolder, nameOf } from './folder.mjs';

export const isInstalled = () => spawnSync('cfn-lint', ['--version']).status === 0;

export const lint = ({ templates }) =>
  inFolder(Object.entries(templates), (folder) => findings(Object.keys(templates).map((name) => join(folder, `${name}.json`))));

function findings(paths) {
  const { stdout, stderr } = spawnSync('cfn-lint', ['--format', 'json', ...paths], { encoding: 'utf8' });
  // Nothing at all is no clean bill: it always prints a list, and died if it did not.
  if (!stdout.trim()) return [{ rule: 'cfn_lint', text: `it said nothing but: ${stderr.trim().split('\n').at(-1)}` }];
  return JSON.parse(stdout).map(({ Filename, Rule, Message, Location }) => ({
    rule: 'cfn_lint', text: `${nameOf(Filename)}: ${Rule.Id} ${Location?.Path?.join('.') ?? ''}: ${Message}`,
  }));
}
