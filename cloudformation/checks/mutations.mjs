// Each rule is broken at least once, on a copy of the real files, to show that it catches something.
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
const policies = (files) => first(files, 'AWS::IAM::Role', (role) => role.Properties.Policies?.length > 2).Properties.Policies;
const policy = (files, name) => policies(files).find(({ PolicyName }) => PolicyName === name).PolicyDocument;
const statements = (files) => policies(files)[0].PolicyDocument.Statement;
const parameters = (files) => files.templates['worker-eb.yaml'].Parameters;
const queuePolicy = (files) => first(files, 'AWS::SQS::QueuePolicy').Properties;
const bundled = (files, namespace) => Object.values(files.ebextensions).map((file) => file.option_settings?.[namespace]).find(Boolean);
const sqsd = 'aws:elasticbeanstalk:sqsd';
const application = 'aws:elasticbeanstalk:application:environment';
const drainFiles = (files) => files.ebextensions['drain.config'].files;
const custom = 'aws:elasticbeanstalk:customoption';
const worldwide = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' };

export const mutations = [
  ['no_world_ingress', 'SSH is open to the world', property('AWS::EC2::SecurityGroup', 'SecurityGroupIngress', [worldwide])],
  ['no_world_ingress', 'SSH is open to the world of IPv6', property('AWS::EC2::SecurityGroup', 'SecurityGroupIngress', [{ ...worldwide, CidrIp: undefined, CidrIpv6: '::/0' }])],
  ['no_world_ingress_apart', 'the same in a separate resource', (files) => {
    files.templates['network.yaml'].Resources.Hole = { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: { Ref: 'WorkerSecurityGroup' }, ...worldwide } };
  }],
  ['no_world_ingress', 'the same, under a condition', property('AWS::EC2::SecurityGroup', 'SecurityGroupIngress', [{ 'Fn::If': ['Nat', worldwide, { Ref: 'AWS::NoValue' }] }])],
  ['no_world_ingress', 'SSH is open to half of the world', property('AWS::EC2::SecurityGroup', 'SecurityGroupIngress', [{ ...worldwide, CidrIp: '128.0.0.0/1' }])],
  ['no_public_address', 'a subnet hands out public addresses', property('AWS::EC2::Subnet', 'MapPublicIpOnLaunch', true)],
  ['no_public_database', 'the database is on the internet', property('AWS::RDS::DBInstance', 'PubliclyAccessible', true)],
  ['database_encrypted', 'the database is not encrypted', property('AWS::RDS::DBInstance', 'StorageEncrypted', undefined)],
  ['database_password_managed', 'the template has a password', property('AWS::RDS::DBInstance', 'MasterUserPassword', 'hunter2')],
  ['database_kept', 'the database is deleted with its stack', set('AWS::RDS::DBInstance', 'DeletionPolicy', 'Delete')],
  ['queue_encrypted', 'a queue is not encrypted', property('AWS::SQS::Queue', 'SqsManagedSseEnabled', false)],
  ['queue_kept', 'messages are deleted with their stack', set('AWS::SQS::Queue', 'DeletionPolicy', undefined)],
  ['queue_tls_only', 'a queue may be reached without TLS', (files) => { delete queuePolicy(files).PolicyDocument.Statement[0].Condition; }],
  ['queue_tls_only', 'a queue has no policy', (files) => { queuePolicy(files).Queues.pop(); }],
  ['queue_not_shared', 'everyone may send', (files) => { queuePolicy(files).PolicyDocument.Statement.push({ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }); }],
  ['queue_named_once', 'a statement names two queues', (files) => { queuePolicy(files).PolicyDocument.Statement.push({ Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: ['a', 'b'] }); }],
  ['table_encrypted', 'the leader table is not encrypted', property('AWS::DynamoDB::Table', 'SSESpecification', undefined)],
  ['topic_encrypted', 'alarms are not encrypted', property('AWS::SNS::Topic', 'KmsMasterKeyId', undefined)],
  ['log_retention', 'a log is kept without limit', property('AWS::Logs::LogGroup', 'RetentionInDays', undefined)],
  ['imdsv2', 'instances accept IMDSv1', option('DisableIMDSv1', (found) => { found.Value = 'false'; })],
  ['imdsv2', 'the option for IMDSv1 is missing', option('DisableIMDSv1', (found, all) => { all.splice(all.indexOf(found), 1); })],
  ['imdsv2_overlaid', 'the override of the launch template allows IMDSv1', property('AWS::EC2::LaunchTemplate', 'LaunchTemplateData/MetadataOptions/HttpTokens', 'optional')],
  ['database_verified', 'the certificate of the database is not checked', option('RUNNERBEAN_DATABASE_TLS', (found) => { found.Value = 'require'; })],
  ['no_instance_address', 'instances get public addresses', option('AssociatePublicIpAddress', (found) => { found.Value = 'true'; })],
  ['no_ssh_key', 'instances have an SSH key', option('IamInstanceProfile', (found, all) => { all.push({ ...found, OptionName: 'EC2KeyName', Value: 'mine' }); })],
  ['control_tower', 'a snapshot loses the tags', property('AWS::RDS::DBInstance', 'CopyTagsToSnapshot', false)],
  ['suppression_needed', 'the database listens on another port, so its suppression is not needed', property('AWS::RDS::DBInstance', 'Port', '15432')],
  ['no_wildcard_action', 'a worker may do anything with queues', (files) => { statements(files)[0].Action = 'sqs:*'; }],
  ['no_wildcard_resource', 'a worker may send to every queue', (files) => { statements(files)[0].Resource = '*'; }],
  ['no_wildcard_action', 'a worker may do everything but one action', (files) => { const [one] = statements(files); one.NotAction = one.Action; delete one.Action; }],
  ['no_wildcard_resource', 'the same, in a list', (files) => { statements(files)[0].Resource = ['*']; }],
  ['no_wildcard_resource', 'the same, in Fn::Sub', (files) => { statements(files)[0].Resource = { 'Fn::Sub': '*' }; }],
  ['no_wildcard_resource', 'the same, under a condition', (files) => { statements(files)[0].Resource = { 'Fn::If': ['Bootstraps', '*', { Ref: 'AWS::NoValue' }] }; }],
  ['no_wildcard_resource', 'the same, with NotResource', (files) => { const [one] = statements(files); one.NotResource = one.Resource; delete one.Resource; }],
  ['exact_resource', 'a worker may read all queues of the account', (files) => { statements(files)[0].Resource = { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:*' }; }],
  ['exact_resource', 'a policy uses the pattern of another', (files) => { policy(files, 'queue').Statement[0].Resource = policy(files, 'cron-leader').Statement[0].Resource; }],
  ['exact_resource', 'one character is a wildcard', (files) => { statements(files)[0].Resource = 'arn:aws:sqs:eu-west-1:123456789012:beans-job?'; }],
  ['pattern_needed', 'a pattern is not used any more', (files) => { policy(files, 'cron-leader').Statement[0].Resource = { Ref: 'Table' }; }],
  ['call_explained', 'the worker makes a new call', (files) => { files.calls.push({ module: 'engine', caller: 'JobSender', action: 'sqs:PurgeQueue' }); }],
  ['call_explained', 'another class of the worker makes a call', (files) => { files.calls.push({ module: 'engine', caller: 'JobSender', action: 'secretsmanager:GetSecretValue' }); }],
  ['call_explained', 'the caller is unknown', (files) => { files.calls.push({ module: undefined, caller: 'unknown', action: 'sqs:SendMessage' }); }],
  ['call_explained', 'the daemon makes a new call', (files) => { files.calls.push({ module: 'sqsd', caller: 'Queue', action: 'sqs:PurgeQueue' }); }],
  ['call_made', 'a call is no longer made', (files) => { files.calls = files.calls.filter(({ action }) => action !== 'sqs:SendMessage'); }],
  ['permission_in_role', 'a policy is outside of roles', (files) => { files.templates['data.yaml'].Resources.Hole = { Type: 'AWS::IAM::Policy', Properties: {} }; }],
  ['role_trusts_service', 'everyone may assume the role of a worker', set('AWS::IAM::Role', 'Properties/AssumeRolePolicyDocument/Statement/0/Principal', { AWS: '*' })],
  ['permission_explained', 'a worker is an administrator', (files) => { first(files, 'AWS::IAM::Role').Properties.ManagedPolicyArns = ['arn:aws:iam::aws:policy/AdministratorAccess']; }],
  ['permission_explained', 'a policy of another account has the name of an explained one', (files) => { first(files, 'AWS::IAM::Role').Properties.ManagedPolicyArns = ['arn:aws:iam::123456789012:policy/AmazonSSMManagedInstanceCore']; }],
  ['permission_explained', 'a worker has an action without an explanation', (files) => { statements(files)[0].Action.push('sqs:PurgeQueue'); }],
  ['permission_granted', 'a worker may not receive', (files) => { statements(files)[0].Action.shift(); }],
  ['no_literal_secret', 'a password is an option', option('RDS_USERNAME', (found, all) => { all.push({ ...found, OptionName: 'RDS_PASSWORD', Value: 'hunter2' }); })],
  ['no_literal_secret', 'a password is a parameter', (files) => { parameters(files).LogDays.NoEcho = true; }],
  ['no_literal_secret', 'a password is resolved into an option', option('RDS_USERNAME', (found) => { found.Value = '{{resolve:secretsmanager:a:SecretString:password}}'; })],
  ['no_literal_secret', 'a password replaces an ARN', option('RUNNERBEAN_DATABASE_MASTER_SECRET_ARN', (found) => { found.Value = 'hunter2'; })],
  ['beanstalk_option_known', 'an option has a typing error', option('HttpPath', (found) => { found.OptionName = 'HttpPaht'; })],
  ['beanstalk_option_known', 'a namespace has a typing error', option('HttpPath', (found) => { found.Namespace = 'aws:elasticbeanstalk:sqs'; })],
  ['beanstalk_option_known', 'an option of the bundle has a typing error', (files) => { bundled(files, sqsd).Paht = '/'; }],
  ['beanstalk_option_range', 'the daemon opens 200 connections', (files) => { bundled(files, sqsd).HttpConnections = 200; }],
  ['beanstalk_option_range', 'the parameter allows 200 connections', (files) => { parameters(files).Connections.MaxValue = 200; }],
  ['beanstalk_option_once', 'an option is set twice', option('HttpPath', (found, all) => { all.push({ ...found, Value: '/' }); })],
  ['customoption_read', 'a custom option has a typing error', (files) => { bundled(files, custom).Limit = 2; }],
  ['customoption_set', 'a custom option is never set', (files) => {
    Object.values(files.ebextensions).forEach((file) => delete file.option_settings?.[custom]);
    environment(files).filter((one) => one.Namespace === custom).forEach((one) => { one.OptionName = 'Other'; });
  }],
  ['override_known', 'an override of a resource of Beanstalk has a typing error', (files) => {
    const { Resources } = Object.values(files.ebextensions).find((file) => file.Resources?.AWSEBAutoScalingGroup);
    Resources.AWSEBAutoScalingGruop = Resources.AWSEBAutoScalingGroup;
  }],
  ['section_known', 'a condition has a typing error', set('AWS::EC2::NatGateway', 'Conditon', 'Nat')],
  ['type_known', 'a type has a typing error', set('AWS::SQS::Queue', 'Type', 'AWS::SQS::Queu')],
  ['property_known', 'a property has a typing error', property('AWS::SQS::Queue', 'VisibiltyTimeout', 930)],
  ['property_known', 'a nested property has a typing error', property('AWS::DynamoDB::Table', 'SSESpecification/SSEEnable', true)],
  ['property_known', 'a tag has a typing error', property('AWS::EC2::VPC', 'Tags', [{ Key: 'a', Vaule: 'b', Value: 'c' }])],
  ['property_kind', 'a text replaces a list', property('AWS::RDS::DBInstance', 'EnableCloudwatchLogsExports', 'postgresql')],
  ['property_kind', 'a text replaces an object', property('AWS::ElasticBeanstalk::Environment', 'Tier', 'Worker')],
  ['property_required', 'a subnet is in no network', property('AWS::EC2::Subnet', 'VpcId', undefined)],
  ['attribute_known', 'an attribute has a typing error', (files) => { files.templates['data.yaml'].Outputs.QueueArn.Value = { 'Fn::GetAtt': ['Queue', 'Arm'] }; }],
  ['attribute_known', 'an attribute in a text has a typing error', (files) => { files.templates['data.yaml'].Outputs.QueueArn.Value = { 'Fn::Sub': 'x-${Queue.Arm}' }; }],
  ['reference_resolved', 'a reference has a typing error', property('AWS::EC2::Subnet', 'VpcId', { Ref: 'Vcp' })],
  ['reference_resolved', 'a reference in a text has a typing error', property('AWS::SQS::Queue', 'QueueName', { 'Fn::Sub': '${AWS::StackNmae}-jobs' })],
  ['reference_resolved', 'a resource has an unknown condition', set('AWS::EC2::NatGateway', 'Condition', 'Nut')],
  ['function_known', 'a function has a typing error', property('AWS::SQS::Queue', 'QueueName', { 'Fn::Subb': 'jobs' })],
  ['import_exported', 'an import names the wrong stack', option('VPCId', (found) => { found.Value = { 'Fn::ImportValue': { 'Fn::Sub': '${DataStack}-VpcId' } }; })],
  ['import_exported', 'an imported output is missing', (files) => { delete files.templates['data.yaml'].Outputs.QueueName; }],
  ['parameter_used', 'a parameter is not used', (files) => { parameters(files).Color = { Type: 'String', Description: 'of the bean' }; }],
  ['condition_used', 'a condition is not used', (files) => { files.templates['network.yaml'].Conditions.Never = { 'Fn::Equals': ['a', 'b'] }; }],
  ['mapping_used', 'a mapping is not used', (files) => { files.templates['data.yaml'].Mappings = { Sizes: { small: { GiB: 20 } } }; }],
  ['parameter_described', 'a parameter has no description', (files) => { delete parameters(files).LogDays.Description; }],
  ['parameter_grouped', 'a parameter is in no group', (files) => { files.templates['worker-eb.yaml'].Metadata['AWS::CloudFormation::Interface'].ParameterGroups.pop(); }],
  ['parameter_explained', 'a pattern has no ConstraintDescription', (files) => { delete parameters(files).MaintenanceWindow.ConstraintDescription; }],
  ['timeouts_in_order', 'the daemon waits longer than SQS hides a message', (files) => { parameters(files).InactivityTimeout.Default = 950; }],
  ['timeouts_in_order', 'nginx gives up first', (files) => { files.nginx = files.nginx.replace(/proxy_read_timeout \d+s/, 'proxy_read_timeout 60s'); }],
  ['connections_agree', 'the pool is smaller than the daemon\'s', (files) => { bundled(files, sqsd).HttpConnections = 17; }],
  ['drain_hook', 'an instance is terminated at once', property('AWS::AutoScaling::LifecycleHook', 'HeartbeatTimeout', 30)],
  ['drain_hook', 'the hook is for starts', property('AWS::AutoScaling::LifecycleHook', 'LifecycleTransition', 'autoscaling:EC2_INSTANCE_LAUNCHING')],
  ['drain_service', 'the script is not executable', (files) => { drainFiles(files)['/opt/runnerbean/drain'].mode = '000644'; }],
  ['drain_service', 'no command starts the service', (files) => { delete files.ebextensions['drain.config'].commands['20-start']; }],
  ['drain_hook', 'the script names another hook', property('AWS::AutoScaling::LifecycleHook', 'LifecycleHookName', 'drain')],
  ['drain_cycle', 'a file refers to the group', (files) => { drainFiles(files)['/opt/runnerbean/drain'].content += 'echo `{"Ref": "AWSEBAutoScalingGroup"}`'; }],
  ['drain_limit', 'a container is killed while it drains', option('RUNNERBEAN_DRAIN', (found) => { found.Value = '20'; })],
  ['drain_limit', 'the bundle drains for as long as the default', (files) => { delete bundled(files, application).RUNNERBEAN_DRAIN; }],
  ['timeouts_agree', 'template and bundle differ', (files) => { parameters(files).ErrorVisibilityTimeout.Default = 2; }],
  ['timeouts_agree', 'queue and daemon differ', (files) => { files.templates['data.yaml'].Parameters.VisibilityTimeout.Default = 300; }],
].map(([rule, what, apply]) => ({ rule, what, apply }));
