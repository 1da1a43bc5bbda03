import { readFileSync } from 'node:fs';

/** The cells of each table row in a document, without backquotes. */
export const rows = (document) =>
  readFileSync(document, 'utf8').split('\n')
    .filter((line) => /^\|(?!-)/.test(line))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')));

/** The first three cells, as one text, of each row with a reason in its fourth cell. */
export const explained = (document) =>
  new Set(rows(document).filter(([, , , why]) => why && why !== 'why').map((cells) => cells.slice(0, 3).join(' ')));
