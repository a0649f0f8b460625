using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>The offer of the platform's processes while one or two blueprints are in use.</summary>
public sealed class PlatformPlanTests
{
    static readonly Architecture Old = Some.Architecture(more: "storage: { buckets: { uploads: {}, old: {} } }"),
        New = Some.Architecture(more: "storage: { buckets: { uploads: {}, new: {} } }");

    [Fact]
    public void During_a_deployment_both_task_sets_find_their_buckets() =>
        Assert.Equal(
            [.. Old.Storage.Buckets.Concat(New.Storage.Buckets).Select(bucket => bucket.Name).Distinct()],
            PlatformPlan.Buckets([Old, Old, New]).Select(bucket => bucket.Name)
        );

    [Fact]
    public void During_a_deployment_a_task_may_do_what_either_blueprint_allows()
    {
        var role = PlatformPlan.TaskRole([Old, New]);
        Assert.Equal(Old.Identity.Task.Name, role.Name);
        var resources = role.Statements.SelectMany(statement => statement.Resources).ToHashSet();
        Assert.Superset(Old.Identity.Task.Statements.SelectMany(statement => statement.Resources).ToHashSet(), resources);
        Assert.Superset(New.Identity.Task.Statements.SelectMany(statement => statement.Resources).ToHashSet(), resources);
    }

    [Fact]
    public void The_same_blueprint_twice_adds_nothing() =>
        Assert.Equivalent(Old.Identity.Task.Statements, PlatformPlan.TaskRole([Old, Old]).Statements, strict: true);

    [Theory]
    [InlineData(true, false, false, DatabaseWork.Run)]
    [InlineData(true, true, false, DatabaseWork.Run)]
    // A blueprint wants it again while it stops: it starts when the stop is over.
    [InlineData(true, true, true, DatabaseWork.Run)]
    [InlineData(false, true, false, DatabaseWork.Stop)]
    [InlineData(false, true, true, DatabaseWork.None)]
    [InlineData(false, false, false, DatabaseWork.None)]
    [InlineData(false, false, true, DatabaseWork.None)]
    public void A_database_stops_once_when_no_blueprint_wants_it(bool isNeeded, bool isInstalled, bool isStopping, DatabaseWork expected) =>
        Assert.Equal(expected, PlatformPlan.Database(isNeeded, isInstalled, isStopping));
}
