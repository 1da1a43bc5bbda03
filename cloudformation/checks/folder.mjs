import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a program finds out about files that are given to it, by their names, in a folder that is gone afterwards. */
export async function inFolder(files, program) {
  const folder = mkdtempSync(join(tmpdir(), 'runnerbean-check-'));
  try {
    files.forEach(([name, file]) => writeFileSync(join(folder, `${name}.json`), JSON.stringify(file)));
    return await program(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The name that a file had, from its path there. */
export const nameOf = (path) => path.replace(/^.*\/|\.json$/g, '');
