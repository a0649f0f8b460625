using Microsoft.Data.Sqlite;
using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>What the control plane remembers, also when it was killed.</summary>
public sealed class StateStoreTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    readonly string _folder = Directory.CreateTempSubdirectory("rh-state-").FullName;

    string File => Path.Combine(_folder, "state.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static TaskRow Task(string id, TaskPhase phase) =>
        new()
        {
            Id = id,
            Release = 3,
            Revision = "rev",
            Slot = Slot.Green,
            Zone = "eu-west-1b",
            AppPort = 20016,
            NginxPort = 20017,
            Phase = phase,
            StartedAt = Now,
            DrainingSince = phase == TaskPhase.Draining ? Now.AddSeconds(1) : null,
        };

    [Fact]
    public void Everything_is_there_after_it_is_opened_again()
    {
        var deployment = new DeploymentRow
        {
            Kind = DeploymentKind.Rollback,
            Revision = "rev",
            Subject = "Say \"hi\"",
            StartedAt = Now,
            MovesRef = true,
            Step = DeploymentStep.Tasks,
        };
        var release = new ReleaseRow(3, "rev", "Say \"hi\"", Now, "app: x\n");
        using (var store = StateStore.Open(File))
        {
            deployment = store.AddDeployment(deployment) with
            {
                Slot = Slot.Green,
                Release = 3,
                Status = DeploymentStatus.Failed,
                Reason = "why",
                FinishedAt = Now.AddMinutes(1),
            };
            store.SaveDeployment(deployment);
            store.SaveRelease(release);
            store.SaveTask(Task("a1", TaskPhase.Draining));
            store.SetSetting("key", "value");
        }

        using var again = StateStore.Open(File);
        Assert.Equal(deployment, again.Deployment(deployment.Id));
        Assert.Equal(release, again.Release(3));
        Assert.Equal([Task("a1", TaskPhase.Draining)], again.Tasks());
        Assert.Equal("value", again.Setting("key"));
    }

    [Fact]
    public void A_number_is_never_given_twice()
    {
        using (var store = StateStore.Open(File))
        {
            Assert.Equal((1, 2, 1), (store.Next("release"), store.Next("release"), store.Next("task-a")));
        }

        using var again = StateStore.Open(File);
        Assert.Equal(3, again.Next("release"));
    }

    [Fact]
    public void What_serves_changes_as_one()
    {
        using var store = StateStore.Open(File);
        var applied = new AppliedState(store, "local");
        Assert.Null(applied.Serving);
        applied.Serve(new Serving(Slot.Green, 7, "dir-0123456789ab"));
        Assert.Equal(new Serving(Slot.Green, 7, "dir-0123456789ab"), new AppliedState(store, "local").Serving);
    }

    [Fact]
    public void State_of_a_newer_version_is_refused_and_left_alone()
    {
        StateStore.Open(File).Dispose();
        using (var connection = new SqliteConnection($"Data Source={File};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=99";
            command.ExecuteNonQuery();
        }

        var error = Assert.Throws<RailheadException>(() => StateStore.Open(File));
        Assert.Contains("newer Railhead", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        System.IO.File.WriteAllText(File, new string('x', 8192));
        Assert.Contains(File, Assert.Throws<RailheadException>(() => StateStore.Open(File)).Message, StringComparison.Ordinal);
    }
}
