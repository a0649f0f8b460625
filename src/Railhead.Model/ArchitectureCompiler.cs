namespace Railhead.Model;

/// <summary>Compiles a blueprint into the architecture of one environment: pure, equal input gives equal output.</summary>
public static class ArchitectureCompiler
{
    public static Architecture Compile(Blueprint blueprint, string environment)
    {
        var scope = new Scope(blueprint.App, environment, blueprint.Get(NetworkKeys.Region));
        var network = NetworkCompiler.Compile(blueprint, scope);
        var health = LoadBalancingCompiler.HealthCheck(blueprint);
        var services = ServicesCompiler.Compile(blueprint, scope, health);
        var database = DatabaseCompiler.Compile(blueprint, scope, network);
        var storage = StorageCompiler.Compile(blueprint, scope);
        var hasCopies = database?.BackupCopyRegion is not null || storage.Buckets.Any(b => b.Replication is not null);
        var copyRegion = hasCopies ? scope.CopyRegion : null;
        var secrets = SecretsCompiler.Compile(blueprint, scope, database, copyRegion);
        var balancing = LoadBalancingCompiler.Compile(blueprint, scope, health);
        var engine = blueprint.Get(DeploymentKeys.Engine);
        var alarms = AlarmCompiler.Compile(scope, network, balancing, database, engine, blueprint.Get(DeploymentKeys.RollbackOn));
        var observability = ObservabilityCompiler.Compile(blueprint, scope, network, database, storage, alarms);
        var pipeline = PipelineCompiler.Compile(blueprint, scope, alarms);
        return new Architecture
        {
            App = blueprint.App,
            Environment = environment,
            Tier = scope.Tier,
            CopyRegion = copyRegion,
            Network = network,
            LoadBalancing = balancing,
            Services = services,
            Database = database,
            Storage = storage,
            Secrets = secrets,
            Identity = IdentityCompiler.Compile(
                scope,
                services,
                database,
                storage,
                secrets,
                observability,
                engine,
                blueprint.Get(DeploymentKeys.Approval),
                pipeline.From
            ),
            Pipeline = pipeline,
            Observability = observability,
            Cost = CostCompiler.Compile(blueprint, scope),
            PolicyExceptions = blueprint
                .Names(OperationKeys.Exceptions)
                .ToDictionary(name => name, name => blueprint.Get(OperationKeys.Exception, name), StringComparer.Ordinal),
        };
    }
}
