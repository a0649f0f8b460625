using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>The architecture of a small app, with what the data's parts read.</summary>
static class TestArchitecture
{
    public static Architecture Make(
        IReadOnlyDictionary<string, string>? environment = null, IReadOnlyList<string>? secrets = null, bool database = true) => new()
    {
        App = "guestbook",
        Environment = "local",
        Tier = Tier.Development,
        Network = new Network { Region = "eu-west-1", Cidr = "10.0.0.0/16", Zones = ["eu-west-1a", "eu-west-1b"] },
        LoadBalancing = new LoadBalancing
        {
            HealthCheck = new HealthCheck("/up", "200", 10, 5, 2, 2), Local = new LocalListen("127.0.0.1", 8080, true, null), LocalHost = "localhost",
        },
        Services = new Model.Services
        {
            TaskDefinition = new TaskDefinition
            {
                Cpu = 256,
                Memory = 512,
                Start = "./app",
                Static = null,
                Environment = environment ?? new Dictionary<string, string>(),
                Secrets = secrets ?? [],
            },
            Desired = 2,
            Min = 2,
            Max = 4,
        },
        Database = database ? TestPostgres.Database : null,
        Storage = new Model.Storage
        {
            Buckets = [new Bucket("files", "guestbook-local-files", true, null), new Bucket("big-files", "guestbook-local-big-files", false, null)],
        },
        Secrets = new Model.Secrets { Custom = secrets ?? [] },
        Identity = new Identity
        {
            Task = new Role(
                "guestbook-local-task",
                [
                    new Statement(["s3:ListBucket"], ["arn:aws:s3:::guestbook-local-files"]),
                    new Statement(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], ["arn:aws:s3:::guestbook-local-files/*"]),
                ]),
        },
        Pipeline = new Pipeline { Branch = "main", Build = null, Release = null, Keep = 5, Bake = 0 },
        Observability = new Observability { LogRetentionDays = 30 },
        Cost = new Cost { Budget = null },
    };
}
