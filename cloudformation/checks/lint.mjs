// cfn-lint, if it is installed. It comes from PyPI, and is not required.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inFolder, nameOf } from './folder.mjs';

export const isInstalled = () => spawnSync('cfn-lint', ['--version']).status === 0;

export const lint = ({ templates }) =>
  inFolder(Object.entries(templates), (folder) => findings(Object.keys(templates).map((name) => join(folder, `${name}.json`))));

function findings(paths) {
  const { stdout, stderr } = spawnSync('cfn-lint', ['--format', 'json', ...paths], { encoding: 'utf8' });
  // Without a problem it prints an empty list. If it prints nothing, it crashed.
  if (!stdout.trim()) return [{ rule: 'cfn_lint', text: `cfn-lint printed only: ${stderr.trim().split('\n').at(-1)}` }];
  return JSON.parse(stdout).map(({ Filename, Rule, Message, Location }) => ({
    rule: 'cfn_lint', text: `${nameOf(Filename)}: ${Rule.Id} ${Location?.Path?.join('.') ?? ''}: ${Message}`,
  }));
}
