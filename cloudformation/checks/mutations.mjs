// A rule that nothing can break is no rule: here each is broken once, on a copy of what is really there.
import { resources } from './files.mjs';

const first = (files, type, fits = () => true) => {
  const found = resources(files, type).find(({ resource }) => fits(resource));
  if (!found) throw new Error(`there is no ${type} to break`);
  return found.resource;
};
const set = (type, path, value, fits) => (files) => {
  const keys = path.split('/');
  const last = keys.pop();
  const target = keys.reduce((node, key) => node[key], first(files, type, fits));
  if (value === undefined) delete target[last];
  else target[last] = value;
};
const property = (type, name, value, fits) => set(type, `Properties/${name}`, value, fits);
const environment = (files) => first(files, 'AWS::ElasticBeanstalk::Environment').Properties.OptionSettings;
const option = (name, change) => (files) => change(environment(files).find(({ OptionName }) => OptionName === name), environment(files));
const statements = (files) => first(files, 'AWS::IAM::Role', (role) => role.Properties.Policies?.length > 2).Properties.Policies[0].PolicyDocument.Statement;
const parameters = (files) => files.templates['worker-eb.yaml'].Parameters;
const worldwide = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' };

export const mutations = [
  ['no_world_ingress', 'SSH is open to the world', property('AWS::EC2::SecurityGroup', 'SecurityGroupIngress', [worldwide])],
  ['no_world_ingress', 'SSH is open to the world of IPv6', property('AWS::EC2::SecurityGroup', 'SecurityGroupIngress', [{ ...worldwide, CidrIp: undefined, CidrIpv6: '::/0' }])],
  ['no_world_ingress_apart', 'the same, by a resource of its own', (files) => {
    files.templates['network.yaml'].Resources.Hole = { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: { Ref: 'WorkerSecurityGroup' }, ...worldwide } };
  }],
  ['no_public_address', 'a subnet hands out public addresses', property('AWS::EC2::Subnet', 'MapPublicIpOnLaunch', true)],
  ['no_public_database', 'the database is on the internet', property('AWS::RDS::DBInstance', 'PubliclyAccessible', true)],
  ['database_encrypted', 'the database is not encrypted', property('AWS::RDS::DBInstance', 'StorageEncrypted', undefined)],
  ['database_password_managed', 'the template has a password', property('AWS::RDS::DBInstance', 'MasterUserPassword', 'hunter2')],
  ['database_kept', 'the database goes with its stack', set('AWS::RDS::DBInstance', 'DeletionPolicy', 'Delete')],
  ['queue_encrypted', 'a queue is not encrypted', property('AWS::SQS::Queue', 'SqsManagedSseEnabled', false)],
  ['queue_kept', 'messages go with their stack', set('AWS::SQS::Queue', 'DeletionPolicy', undefined)],
  ['queue_tls_only', 'a queue may be reached without TLS', property('AWS::SQS::QueuePolicy', 'PolicyDocument/Statement', [{ Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*' }])],
  ['table_encrypted', 'the leader table is not encrypted', property('AWS::DynamoDB::Table', 'SSESpecification', undefined)],
  ['topic_encrypted', 'alarms are not encrypted', property('AWS::SNS::Topic', 'KmsMasterKeyId', undefined)],
  ['log_retention', 'a log stays for ever', property('AWS::Logs::LogGroup', 'RetentionInDays', undefined)],
  ['imdsv2', 'instances answer to IMDSv1', option('DisableIMDSv1', (found) => { found.Value = 'false'; })],
  ['no_wildcard_action', 'a worker may do anything with queues', (files) => { statements(files)[0].Action = 'sqs:*'; }],
  ['no_wildcard_resource', 'a worker may send to every queue', (files) => { statements(files)[0].Resource = '*'; }],
  ['permission_explained', 'a worker may do what nobody explains', (files) => { statements(files)[0].Action.push('sqs:PurgeQueue'); }],
  ['permission_granted', 'a worker may not receive', (files) => { statements(files)[0].Action.shift(); }],
  ['no_literal_secret', 'a password is an option', option('RDS_USERNAME', (found, all) => { all.push({ ...found, OptionName: 'RDS_PASSWORD', Value: 'hunter2' }); })],
  ['no_literal_secret', 'a password is a parameter', (files) => { parameters(files).LogDays.NoEcho = true; }],
  ['beanstalk_option_known', 'an option has a typing error', option('HttpPath', (found) => { found.OptionName = 'HttpPaht'; })],
  ['beanstalk_option_known', 'a namespace has one', option('HttpPath', (found) => { found.Namespace = 'aws:elasticbeanstalk:sqs'; })],
  ['beanstalk_option_known', 'an option of the bundle has one', (files) => { files.ebextensions['sqsd.config'].option_settings['aws:elasticbeanstalk:sqsd'].Paht = '/'; }],
  ['beanstalk_option_range', 'the daemon is to open 200 connections', (files) => { files.ebextensions['sqsd.config'].option_settings['aws:elasticbeanstalk:sqsd'].HttpConnections = 200; }],
  ['type_known', 'a type has a typing error', set('AWS::SQS::Queue', 'Type', 'AWS::SQS::Queu')],
  ['property_known', 'a property has a typing error', property('AWS::SQS::Queue', 'VisibiltyTimeout', 930)],
  ['property_known', 'a nested property has one', property('AWS::DynamoDB::Table', 'SSESpecification/SSEEnable', true)],
  ['property_required', 'a subnet is in no network', property('AWS::EC2::Subnet', 'VpcId', undefined)],
  ['attribute_known', 'an attribute has a typing error', (files) => { files.templates['data.yaml'].Outputs.QueueArn.Value = undefined; first(files, 'AWS::SQS::Queue', (queue) => queue.Properties.RedrivePolicy).Properties.RedrivePolicy.deadLetterTargetArn = { 'Fn::GetAtt': ['DeadLetterQueue', 'Arm'] }; }],
  ['reference_resolved', 'something refers to nothing', property('AWS::EC2::Subnet', 'VpcId', { Ref: 'Vcp' })],
  ['reference_resolved', 'a text does', property('AWS::SQS::Queue', 'QueueName', { 'Fn::Sub': '${AWS::StackNmae.x}-${Stack}' })],
  ['reference_resolved', 'a condition is nobody\'s', set('AWS::EC2::NatGateway', 'Condition', 'Nut')],
  ['import_exported', 'an import that nobody exports', (files) => { delete files.templates['data.yaml'].Outputs.QueueName; }],
  ['parameter_used', 'a parameter that nobody uses', (files) => { parameters(files).Color = { Type: 'String', Description: 'of the bean' }; }],
  ['condition_used', 'a condition that nobody asks for', (files) => { files.templates['network.yaml'].Conditions.Never = { 'Fn::Equals': ['a', 'b'] }; }],
  ['parameter_described', 'a parameter that says nothing', (files) => { delete parameters(files).LogDays.Description; }],
  ['parameter_grouped', 'a parameter in no group', (files) => { files.templates['worker-eb.yaml'].Metadata['AWS::CloudFormation::Interface'].ParameterGroups.pop(); }],
  ['parameter_explained', 'a pattern without words', (files) => { delete parameters(files).MaintenanceWindow.ConstraintDescription; }],
  ['timeouts_in_order', 'the daemon waits longer than SQS hides', (files) => { parameters(files).InactivityTimeout.Default = 950; }],
  ['timeouts_agree', 'template and bundle differ', (files) => { parameters(files).ErrorVisibilityTimeout.Default = 2; }],
  ['timeouts_agree', 'queue and daemon differ', (files) => { files.templates['data.yaml'].Parameters.VisibilityTimeout.Default = 300; }],
].map(([rule, what, apply]) => ({ rule, what, apply }));
