namespace Railhead.Model;

/// <summary>Compiles a blueprint into the architecture of one environment: pure, equal input gives equal output.</summary>
public static class ArchitectureCompiler
{
    public static Architecture Compile(Blueprint blueprint, string environment)
    {
        var name = $"{blueprint.App}-{environment}";
        var buckets = blueprint.Buckets.Select(b => new Bucket(b.Key, $"{name}-{b.Key}", b.Versioning, b.ExpireDays)).ToList();
        return new Architecture
        {
            App = blueprint.App,
            Environment = environment,
            Tier = Tiers.Of(environment),
            Network = new Network
            {
                Region = blueprint.Region,
                Cidr = "10.0.0.0/16",
                Zones = "abc"[..blueprint.Zones].Select(z => $"{blueprint.Region}{z}").ToList(),
            },
            LoadBalancing = new LoadBalancing { HealthCheck = blueprint.Health, Local = blueprint.Listen, LocalHost = "localhost" },
            Services = new Services
            {
                TaskDefinition = new TaskDefinition
                {
                    Cpu = blueprint.Service.Cpu,
                    Memory = blueprint.Service.Memory,
                    Start = blueprint.Start,
                    Static = blueprint.Static,
                    Environment = blueprint.Env,
                    Secrets = blueprint.Secrets,
                },
                Desired = blueprint.Service.Desired,
                Min = blueprint.Service.Min,
                Max = blueprint.Service.Max,
            },
            Database = blueprint.Database is { } database ? new Database
            {
                Version = database.Version,
                Name = blueprint.App.Replace('-', '_'),
                Username = blueprint.App.Replace('-', '_'),
                Class = database.Class,
                Storage = database.Storage,
                MultiAz = database.MultiAz,
                Replicas = database.Replicas,
                BackupDays = database.BackupDays,
            } : null,
            Storage = new Storage { Buckets = buckets },
            Secrets = new Secrets { Custom = blueprint.Secrets },
            Identity = new Identity
            {
                Task = new Role($"{name}-task",
                [
                    new Statement(["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"], buckets.Select(b => $"arn:aws:s3:::{b.Name}").ToList()),
                    new Statement(["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
                        buckets.Select(b => $"arn:aws:s3:::{b.Name}/*").ToList()),
                ]),
            },
            Pipeline = new Pipeline
            {
                Branch = blueprint.Branch,
                Build = blueprint.Build,
                Release = blueprint.Release,
                Keep = blueprint.Keep,
                Bake = blueprint.Bake,
            },
            Observability = new Observability { LogRetentionDays = blueprint.LogRetentionDays },
            Cost = new Cost { Budget = blueprint.Budget },
        };
    }
}
