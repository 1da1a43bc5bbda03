// Everything that is checked: the templates, .ebextensions, nginx's settings, and the recorded calls of our programs.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recorded } from './calls.mjs';
import { parse } from './yaml.mjs';

const here = fileURLToPath(new URL('..', import.meta.url));
const root = join(here, '..');

export function read() {
  return {
    templates: parsed(here, /\.yaml$/),
    ebextensions: parsed(join(root, '.ebextensions'), /\.config$/),
    nginx: readFileSync(join(root, '.platform/nginx/conf.d/runnerbean.conf'), 'utf8'),
    calls: recorded(),
  };
}

function parsed(folder, pattern) {
  const names = readdirSync(folder).filter((name) => pattern.test(name)).sort();
  return Object.fromEntries(names.map((name) => [name, parse(name, readFileSync(join(folder, name), 'utf8'))]));
}

/** Every file that has resources, with its name. */
export const withResources = (files) =>
  Object.entries({ ...files.templates, ...files.ebextensions }).filter(([, file]) => file.Resources);

/** Every resource of a type, or every resource: its file, its id, and itself. */
export const resources = (files, type) =>
  withResources(files).flatMap(([file, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, resource]) => !type || resource.Type === type)
      .map(([id, resource]) => ({ file, id, resource })));
