// Resources that Beanstalk itself creates for a worker environment: .ebextensions may refer to them, and override them.
import { readFileSync } from 'node:fs';

const created = JSON.parse(readFileSync(new URL('beanstalk-resources.json', import.meta.url), 'utf8'));

export const isCreatedByBeanstalk = (id) => id in created;

/** A misspelt name would create a new resource, and override nothing. */
export const overrides = (files) =>
  Object.entries(files.ebextensions).flatMap(([file, { Resources = {} }]) =>
    Object.entries(Resources)
      .filter(([id, { Type }]) => id.startsWith('AWSEB') && created[id] !== Type)
      .map(([id, { Type }]) => ({
        rule: 'override_known',
        text: `${file}: Beanstalk creates no ${id} of type ${Type}; it creates ${Object.entries(created).map((pair) => pair.join(', a ')).join('; ')}`,
      })));
