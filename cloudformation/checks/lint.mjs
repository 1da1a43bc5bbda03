// cfn-lint, where it is installed: it comes from PyPI, and is not asked for.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const isInstalled = () => spawnSync('cfn-lint', ['--version']).status === 0;

export function lint(files) {
  const folder = mkdtempSync(join(tmpdir(), 'runnerbean-lint-'));
  try {
    const paths = Object.entries(files.templates).map(([name, template]) => {
      const path = join(folder, `${name}.json`);
      writeFileSync(path, JSON.stringify(template));
      return path;
    });
    const { stdout, stderr } = spawnSync('cfn-lint', ['--format', 'json', ...paths], { encoding: 'utf8' });
    // Nothing at all is no clean bill: it always prints a list, and died if it did not.
    if (!stdout.trim()) return [{ rule: 'cfn_lint', text: `it said nothing but: ${stderr.trim().split('\n').at(-1)}` }];
    return JSON.parse(stdout).map(({ Filename, Rule, Message, Location }) => ({
      rule: 'cfn_lint', text: `${Filename.replace(/^.*\/|\.json$/g, '')}: ${Rule.Id} ${Location?.Path?.join('.') ?? ''}: ${Message}`,
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
