// Types, properties and attributes, as CloudFormation's own specification has them.
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { resources } from './files.mjs';
import { branches, isFunction, walk } from './walk.mjs';

const spec = await loadAwsServiceSpec();

/** What Beanstalk has made itself is laid over, not made: what is required is there. */
const isOverride = ({ file, id }) => file.endsWith('.config') && id.startsWith('AWSEB');

export const properties = (files) => resources(files).flatMap((found) => problems(found, files));

function problems(found, files) {
  const { file, id, resource } = found;
  const [type] = spec.lookup('resource', 'cloudFormationType', 'equals', resource.Type);
  if (!type) return [{ rule: 'type_known', text: `${file}: ${id} is of the unknown type ${resource.Type}` }];
  const where = `${file}: ${id}`;
  return [
    ...fields(resource.Properties ?? {}, type.properties, where, !isOverride(found)),
    ...attributes(resource, files, file, where),
  ];
}

function fields(values, known, where, complete) {
  const unknown = Object.keys(values).filter((name) => !known[name]);
  const missing = Object.keys(known).filter((name) => complete && known[name].required && !(name in values));
  return [
    ...unknown.map((name) => ({ rule: 'property_known', text: `${where} has no ${name}; it has ${Object.keys(known).join(', ')}` })),
    ...missing.map((name) => ({ rule: 'property_required', text: `${where} lacks ${name}` })),
    ...Object.entries(values)
      .filter(([name]) => known[name])
      .flatMap(([name, value]) => branches(value).flatMap((one) => nested(one, known[name].type, `${where}.${name}`, complete))),
  ];
}

function nested(value, type, where, complete) {
  if (isFunction(value)) return [];
  if (type.type === 'array' && Array.isArray(value)) {
    return value.flatMap(branches).flatMap((one) => nested(one, type.element, where, complete));
  }
  if (type.type !== 'ref' || typeof value !== 'object') return [];
  return fields(value, spec.get('typeDefinition', type.reference.$ref).properties, where, complete);
}

function attributes(resource, files, file, where) {
  const { Resources } = files.templates[file] ?? files.ebextensions[file];
  const found = [];
  walk(resource, (node) => {
    const [target, name] = node['Fn::GetAtt'] ?? [];
    const type = Resources[target]?.Type;
    if (type && !attributesOf(type).includes(name)) {
      found.push({ rule: 'attribute_known', text: `${where}: a ${type} has no attribute ${name}; it has ${attributesOf(type).join(', ')}` });
    }
  });
  return found;
}

/** A security group and an address tell theirs by properties that only reading finds. */
function attributesOf(cloudFormationType) {
  const [type] = spec.lookup('resource', 'cloudFormationType', 'equals', cloudFormationType);
  return type ? [...Object.keys(type.attributes), ...[].concat(type.primaryIdentifier ?? [])] : [];
}
