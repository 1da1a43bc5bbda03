import { readFileSync } from 'node:fs';

/** The rows of a document's table that have a reason in their fourth cell: their first three cells, as one text. */
export function explained(document) {
  const rows = readFileSync(document, 'utf8').split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const body = rows.slice(rows.findIndex((cells) => /^-+$/.test(cells[1])) + 1);
  return new Set(body.filter((cells) => cells[4]).map((cells) => cells.slice(1, 4).join(' ')));
}
