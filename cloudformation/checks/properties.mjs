// Types and properties, checked against CloudFormation's own specification.
import { resources } from './files.mjs';
import { definition, typeOf } from './specification.mjs';
import { branches, isFunction } from './walk.mjs';

/** An override of a resource that Beanstalk creates. It need not repeat the required properties. */
const isOverride = ({ file, id }) => file.endsWith('.config') && id.startsWith('AWSEB');
const text = { type: { type: 'string' }, required: true };
const tag = { Key: text, Value: text };

export const properties = (files) => resources(files).flatMap(problems);

function problems(found) {
  const { file, id, resource } = found;
  const type = typeOf(resource.Type);
  if (!type) return [{ rule: 'type_known', text: `${file}: ${id} is of the unknown type ${resource.Type}` }];
  return fields(resource.Properties ?? {}, type.properties, `${file}: ${id}`, !isOverride(found));
}

function fields(values, known, where, complete) {
  const unknown = Object.keys(values).filter((name) => !known[name]);
  const missing = Object.keys(known).filter((name) => complete && known[name].required && !(name in values));
  return [
    ...unknown.map((name) => ({ rule: 'property_known', text: `${where} has no ${name}; it has ${Object.keys(known).join(', ')}` })),
    ...missing.map((name) => ({ rule: 'property_required', text: `${where} lacks ${name}` })),
    ...Object.entries(values)
      .filter(([name]) => known[name])
      .flatMap(([name, value]) => branches(value).flatMap((one) => nested(one, known[name], `${where}.${name}`, complete))),
  ];
}

/** The problems of a value with the best match of the types that it may have. */
function nested(value, { type, previousTypes = [] }, where, complete) {
  if (isFunction(value)) return [];
  const types = [type, ...previousTypes].flatMap((one) => (one.type === 'union' ? one.types : one));
  return types.map((one) => ofType(value, one, where, complete)).sort((a, b) => a.length - b.length)[0];
}

function ofType(value, type, where, complete) {
  if (type.type === 'json') return [];
  const [kind, wanted] = [kindOf(value), { array: 'list', ref: 'object', tag: 'object', map: 'object' }[type.type] ?? 'value'];
  if (kind !== wanted) return [{ rule: 'property_kind', text: `${where} must be a ${wanted}, was a ${kind}` }];
  if (kind === 'list') return value.flatMap(branches).flatMap((one) => nested(one, { type: type.element }, where, complete));
  if (type.type === 'map') return Object.values(value).flatMap((one) => nested(one, { type: type.element }, where, complete));
  if (type.type === 'tag') return fields(value, tag, where, complete);
  return kind === 'object' ? fields(value, definition(type.reference).properties, where, complete) : [];
}

const kindOf = (value) => (Array.isArray(value) ? 'list' : typeof value === 'object' ? 'object' : 'value');
