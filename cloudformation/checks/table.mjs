import { readFileSync } from 'node:fs';

/** The rows of all tables of a document, each with its cells; a name in backquotes without them. */
export const rows = (document) =>
  readFileSync(document, 'utf8').split('\n')
    .filter((line) => /^\|(?!-)/.test(line))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')));

/** Those that have a reason in their fourth cell: their first three cells, as one text. */
export const explained = (document) =>
  new Set(rows(document).filter(([, , , why]) => why && why !== 'why').map((cells) => cells.slice(0, 3).join(' ')));
