// What Beanstalk makes itself, of a worker environment: .ebextensions may refer to it, and lay something over it.
import { readFileSync } from 'node:fs';

const made = JSON.parse(readFileSync(new URL('beanstalk-resources.json', import.meta.url), 'utf8'));

export const isBeanstalks = (id) => id in made;

/** A name with a typing error would be a new resource, and the old one stay as it is. */
export const overrides = (files) =>
  Object.entries(files.ebextensions).flatMap(([file, { Resources = {} }]) =>
    Object.entries(Resources)
      .filter(([id, { Type }]) => id.startsWith('AWSEB') && made[id] !== Type)
      .map(([id, { Type }]) => ({
        rule: 'override_known',
        text: `${file}: Beanstalk makes no ${id} of the type ${Type}; it makes ${Object.entries(made).map((pair) => pair.join(', a ')).join('; ')}`,
      })));
