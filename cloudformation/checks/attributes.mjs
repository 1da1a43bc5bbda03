// Attributes of resources in the same file, in Fn::GetAtt and in the text of Fn::Sub.
import { withResources } from './files.mjs';
import { attributesOf } from './specification.mjs';
import { uses } from './uses.mjs';

export const attributes = (files) => withResources(files).flatMap(([file, template]) =>
  uses(template)
    .map((use) => ({ ...use, type: template.Resources[use.name]?.Type }))
    .filter(({ attribute, type }) => attribute && type && !attributesOf(type).includes(attribute))
    .map(({ name, attribute, type, path }) => ({
      rule: 'attribute_known',
      text: `${file}: ${path.join('.')}: ${name}, a ${type}, has no attribute ${attribute}; it has ${attributesOf(type).join(', ')}`,
    })));
