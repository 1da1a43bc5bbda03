// CloudFormation's own.
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';

const database = await loadAwsServiceSpec();

export const typeOf = (name) => database.lookup('resource', 'cloudFormationType', 'equals', name)[0];

export const definition = (reference) => database.get('typeDefinition', reference.$ref);

/** A security group and an address tell theirs by properties that only reading finds. */
export const attributesOf = (name) => {
  const type = typeOf(name);
  return type ? [...Object.keys(type.attributes), ...[].concat(type.primaryIdentifier ?? [])] : [];
};
