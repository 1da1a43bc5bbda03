// CloudFormation's own specification.
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';

const database = await loadAwsServiceSpec();

export const typeOf = (name) => database.lookup('resource', 'cloudFormationType', 'equals', name)[0];

export const definition = (reference) => database.get('typeDefinition', reference.$ref);

/** Types such as AWS::EC2::SecurityGroup return their identifier as an attribute that the specification does not list as one. */
export const attributesOf = (name) => {
  const type = typeOf(name);
  return type ? [...Object.keys(type.attributes), ...[].concat(type.primaryIdentifier ?? [])] : [];
};
