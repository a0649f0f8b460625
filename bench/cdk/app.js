// The parts that Railhead's everything-on blueprint has, with the CDK's own constructs, so that both describe about the same system.
const cdk = require('aws-cdk-lib');
const {
  aws_ec2: ec2, aws_ecs: ecs, aws_ecr: ecr, aws_rds: rds, aws_s3: s3, aws_kms: kms, aws_logs: logs, aws_sns: sns, aws_iam: iam,
  aws_elasticloadbalancingv2: elb, aws_codebuild: codebuild, aws_codepipeline: codepipeline, aws_codepipeline_actions: actions,
  aws_codedeploy: codedeploy, aws_cloudwatch: cw, aws_cloudwatch_actions: cwActions, aws_sns_subscriptions: subs, aws_secretsmanager: secrets,
  aws_budgets: budgets, aws_certificatemanager: acm, aws_route53: route53, aws_route53_targets: targets, aws_wafv2: waf, aws_events: events,
  aws_events_targets: eventTargets,
} = cdk;

// What the CDK would ask AWS for.
const zones = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];
const app = new cdk.App({ context: { 'availability-zones:account=123456789012:region=eu-central-1': zones } });
const stack = new cdk.Stack(app, 'shop-production', { env: { account: '123456789012', region: 'eu-central-1' } });

const key = new kms.Key(stack, 'Data', { enableKeyRotation: true });
const logKey = new kms.Key(stack, 'Logs', { enableKeyRotation: true });
const topicKey = new kms.Key(stack, 'Notifications', { enableKeyRotation: true });

const vpc = new ec2.Vpc(stack, 'Vpc', {
  availabilityZones: zones,
  natGateways: 3,
  subnetConfiguration: [
    { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 },
    { name: 'app', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
    { name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
  ],
  flowLogs: { all: {} },
});
vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
for (const [name, service] of Object.entries({
  EcrApi: ec2.InterfaceVpcEndpointAwsService.ECR, EcrDkr: ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER,
  CwLogs: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, Secrets: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
})) vpc.addInterfaceEndpoint(name, { service });
for (const [tier, subnetType] of [['Public', ec2.SubnetType.PUBLIC], ['App', ec2.SubnetType.PRIVATE_WITH_EGRESS], ['Data', ec2.SubnetType.PRIVATE_ISOLATED]]) {
  const acl = new ec2.NetworkAcl(stack, `${tier}Acl`, { vpc, subnetSelection: { subnetType } });
  for (let i = 0; i < 5; i++) {
    acl.addEntry(`In${i}`, { cidr: ec2.AclCidr.ipv4('10.0.0.0/16'), ruleNumber: 100 + i, traffic: ec2.AclTraffic.tcpPort(80 + i), direction: ec2.TrafficDirection.INGRESS });
    acl.addEntry(`Out${i}`, { cidr: ec2.AclCidr.ipv4('10.0.0.0/16'), ruleNumber: 100 + i, traffic: ec2.AclTraffic.tcpPort(80 + i), direction: ec2.TrafficDirection.EGRESS });
  }
}

const bucket = (id, extra = {}) => new s3.Bucket(stack, id, {
  encryption: s3.BucketEncryption.KMS, encryptionKey: key, versioned: true, enforceSSL: true, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
  lifecycleRules: [{ abortIncompleteMultipartUploadAfter: cdk.Duration.days(7), noncurrentVersionExpiration: cdk.Duration.days(90) }], ...extra,
});
const files = bucket('Files');
bucket('Exports');
const artifacts = bucket('Artifacts');
const accessLogs = bucket('AccessLogs', { encryption: s3.BucketEncryption.S3_MANAGED, encryptionKey: undefined });

const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
const certificate = new acm.Certificate(stack, 'Certificate', { domainName: 'shop.example.com', validation: acm.CertificateValidation.fromDns(zone) });
const balancer = new elb.ApplicationLoadBalancer(stack, 'Lb', { vpc, internetFacing: true, deletionProtection: true });
balancer.logAccessLogs(accessLogs, 'lb');
new route53.ARecord(stack, 'Alias', { zone, recordName: 'shop', target: route53.RecordTarget.fromAlias(new targets.LoadBalancerTarget(balancer)) });
const group = (id) => new elb.ApplicationTargetGroup(stack, id, { vpc, port: 80, targetType: elb.TargetType.IP, healthCheck: { path: '/up' } });
const blue = group('Blue'), green = group('Green');
balancer.addRedirect();
const https = balancer.addListener('Https', { port: 443, certificates: [certificate], defaultTargetGroups: [blue], sslPolicy: elb.SslPolicy.TLS13_RES });
const test = balancer.addListener('Test', { port: 8443, protocol: elb.ApplicationProtocol.HTTPS, certificates: [certificate], defaultTargetGroups: [green] });
const acl = new waf.CfnWebACL(stack, 'Waf', {
  scope: 'REGIONAL', defaultAction: { allow: {} }, visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'waf', sampledRequestsEnabled: true },
  rules: ['CommonRuleSet', 'KnownBadInputsRuleSet', 'AmazonIpReputationList'].map((name, i) => ({
    name, priority: i, overrideAction: { none: {} }, statement: { managedRuleGroupStatement: { vendorName: 'AWS', name: `AWSManagedRules${name}` } },
    visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: true },
  })),
});
new waf.CfnWebACLAssociation(stack, 'WafLb', { resourceArn: balancer.loadBalancerArn, webAclArn: acl.attrArn });

const database = new rds.DatabaseInstance(stack, 'Db', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }), vpc, multiAz: true, storageEncrypted: true, storageEncryptionKey: key,
  vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, credentials: rds.Credentials.fromGeneratedSecret('admin'), backupRetention: cdk.Duration.days(21),
  enablePerformanceInsights: true, monitoringInterval: cdk.Duration.seconds(60), cloudwatchLogsExports: ['postgresql'], deletionProtection: true, maxAllocatedStorage: 500,
});
database.addRotationMultiUser('Rotation', { secret: new rds.DatabaseSecret(stack, 'AppUser', { username: 'shop', masterSecret: database.secret }).attach(database) });
for (let i = 1; i <= 2; i++) {
  new rds.DatabaseInstanceReadReplica(stack, `Replica${i}`, { sourceDatabaseInstance: database, instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE), vpc });
}

const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.ENABLED });
const repositories = ['app', 'nginx'].map((name) => new ecr.Repository(stack, `Repository${name}`, {
  imageTagMutability: ecr.TagMutability.IMMUTABLE, imageScanOnPush: true, encryptionKey: key, lifecycleRules: [{ maxImageCount: 20 }],
}));
const task = new ecs.FargateTaskDefinition(stack, 'Task', { cpu: 1024, memoryLimitMiB: 2048 });
const userSecrets = ['SESSION_KEY', 'STRIPE_KEY'].map((name) => [name, new secrets.Secret(stack, name, { encryptionKey: key })]);
['app', 'nginx'].forEach((name, i) => task.addContainer(name, {
  image: ecs.ContainerImage.fromEcrRepository(repositories[i]), portMappings: [{ containerPort: i ? 80 : 3000 }], readonlyRootFilesystem: true,
  logging: ecs.LogDrivers.awsLogs({ streamPrefix: name, logGroup: new logs.LogGroup(stack, `Log${name}`, { encryptionKey: logKey, retention: 90 }) }),
  secrets: i ? {} : Object.fromEntries(userSecrets.map(([key, value]) => [key, ecs.Secret.fromSecretsManager(value)])),
}));
task.defaultContainer = task.findContainer('nginx');
files.grantReadWrite(task.taskRole);
const service = new ecs.FargateService(stack, 'Service', { cluster, taskDefinition: task, desiredCount: 3, deploymentController: { type: ecs.DeploymentControllerType.CODE_DEPLOY } });
service.attachToApplicationTargetGroup(blue);
database.connections.allowDefaultPortFrom(service);
const scaling = service.autoScaleTaskCount({ minCapacity: 3, maxCapacity: 12 });
scaling.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 55 });
scaling.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: 65 });
scaling.scaleOnRequestCount('Requests', { targetGroup: blue, requestsPerTarget: 1000 });

const topic = new sns.Topic(stack, 'Alarms', { masterKey: topicKey });
['ops@example.com', 'boss@example.com'].forEach((address) => topic.addSubscription(new subs.EmailSubscription(address)));
const metrics = {
  Cpu: service.metricCpuUtilization(), Memory: service.metricMemoryUtilization(), Errors: balancer.metrics.httpCodeElb(elb.HttpCodeElb.ELB_5XX_COUNT),
  Latency: balancer.metrics.targetResponseTime(), UnhealthyBlue: blue.metrics.unhealthyHostCount(), UnhealthyGreen: green.metrics.unhealthyHostCount(),
  DbCpu: database.metricCPUUtilization(), DbStorage: database.metricFreeStorageSpace(), DbConnections: database.metricDatabaseConnections(),
  Requests: balancer.metrics.requestCount(), Connections: balancer.metrics.activeConnectionCount(), Rejected: balancer.metrics.rejectedConnectionCount(),
};
const alarms = Object.entries(metrics).map(([name, metric]) => {
  const alarm = new cw.Alarm(stack, `Alarm${name}`, { metric, threshold: 80, evaluationPeriods: 5 });
  alarm.addAlarmAction(new cwActions.SnsAction(topic));
  return alarm;
});
new cw.Dashboard(stack, 'Dashboard', { widgets: [Object.entries(metrics).map(([title, metric]) => new cw.GraphWidget({ title, left: [metric] }))] });
for (const [id, source] of [['Pipeline', 'aws.codepipeline'], ['Tasks', 'aws.ecs'], ['Images', 'aws.inspector2'], ['Threats', 'aws.guardduty']]) {
  new events.Rule(stack, `Event${id}`, { eventPattern: { source: [source] }, targets: [new eventTargets.SnsTopic(topic)] });
}
new budgets.CfnBudget(stack, 'Budget', { budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: 1500, unit: 'USD' } } });

const deployment = new codedeploy.EcsDeploymentGroup(stack, 'Deployment', {
  service, alarms: alarms.slice(0, 4), deploymentConfig: codedeploy.EcsDeploymentConfig.CANARY_10PERCENT_15MINUTES,
  blueGreenDeploymentConfig: { blueTargetGroup: blue, greenTargetGroup: green, listener: https, testListener: test },
});
const project = (id) => new codebuild.PipelineProject(stack, id, { environment: { privileged: true }, encryptionKey: key });
const build = project('Build'), release = project('Release');
build.addToRolePolicy(new iam.PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }));
const source = new codepipeline.Artifact(), built = new codepipeline.Artifact();
new codepipeline.Pipeline(stack, 'Pipeline', {
  artifactBucket: artifacts,
  stages: [
    { stageName: 'Source', actions: [new actions.CodeStarConnectionsSourceAction({ actionName: 'Source', owner: 'o', repo: 'shop', output: source, connectionArn: 'arn:aws:codeconnections:eu-central-1:123456789012:connection/x' })] },
    { stageName: 'Build', actions: [new actions.CodeBuildAction({ actionName: 'Build', project: build, input: source, outputs: [built] })] },
    { stageName: 'Release', actions: [new actions.CodeBuildAction({ actionName: 'Release', project: release, input: built })] },
    { stageName: 'Deploy', actions: [new actions.CodeDeployEcsDeployAction({ actionName: 'Deploy', deploymentGroup: deployment, taskDefinitionTemplateInput: built, appSpecTemplateInput: built })] },
  ],
});
app.synth();
