import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes the files to a temporary folder, runs a program on it, and deletes it. */
export async function inFolder(files, program) {
  const folder = mkdtempSync(join(tmpdir(), 'runnerbean-check-'));
  try {
    files.forEach(([name, file]) => writeFileSync(join(folder, `${name}.json`), JSON.stringify(file)));
    return await program(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The original name of a file, from its path in the folder. */
export const nameOf = (path) => path.replace(/^.*\/|\.json$/g, '');
