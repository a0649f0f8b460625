using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>The control plane's API, asked by its own client over a unix socket. No engine runs.</summary>
public sealed class ControlPlaneApiTests : IAsyncLifetime
{
    TestControlPlane _plane = null!;
    TestPasses _passes = null!;
    DeploymentQueue _queue = null!;
    CertificateKeeper _certificates = null!;
    PlatformServices _platform = null!;
    LoadBalancerController _loadBalancer = null!;
    WebApplication _web = null!;
    ControlPlaneClient _client = null!;

    static CancellationToken Cancellation => MachineFixture.Cancellation;

    public async ValueTask InitializeAsync()
    {
        _plane = await TestControlPlane.WithReleaseAsync();
        var (facts, store, applied, secrets, time) = (_plane.Facts, _plane.Store, _plane.Applied, _plane.Secrets, TimeProvider.System);
        var supervisor = _plane.Machine.Supervisor;
        _passes = _plane.Passes();
        _passes.Start();
        var variables = new TaskVariables(facts, secrets, time);
        _queue = new DeploymentQueue(store, applied, _plane.Record, (_, _) => Task.CompletedTask, time);
        _platform = new PlatformServices(facts, store, applied, secrets, supervisor, time, NullLogger.Instance);
        _loadBalancer = new LoadBalancerController(facts.Layout, facts.Tools, facts.Accounts, () => Task.CompletedTask, time);
        _certificates = new CertificateKeeper(facts, store, _plane.Events, time);
        var api = new ControlPlaneApi(
            facts.Layout,
            _queue,
            _plane.Record,
            new UpOperation(
                facts,
                store,
                applied,
                supervisor,
                _passes.Passes,
                _queue,
                variables,
                new Repository(facts.Layout, facts.Tools, facts.Program),
                time
            ),
            new EnvironmentOperations(facts, store, applied, secrets, _queue, variables, time),
            new StatusReader(
                facts,
                store,
                _plane.Events,
                applied,
                supervisor,
                _loadBalancer,
                _passes.Passes,
                _platform,
                _certificates,
                time
            ),
            time,
            NullLogger.Instance
        );
        _web = Daemon.Listen(facts.Layout.ApiSocket, api);
        await _web.StartAsync(Cancellation);
        _client = new ControlPlaneClient(facts.Layout.ApiSocket, time);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _web.DisposeAsync();
        _queue.Dispose();
        _certificates.Dispose();
        _platform.Dispose();
        _loadBalancer.Dispose();
        await _passes.DisposeAsync();
        await _plane.DisposeAsync();
    }

    [Fact]
    public async Task A_push_learns_the_branch_and_the_revision_that_serves() =>
        Assert.Equal(new PushFacts("main", "", "one"), await _client.GetAsync("/push-facts", ApiJson.Default.PushFacts, Cancellation));

    [Fact]
    public async Task Releases_say_which_one_serves()
    {
        _plane.Store.SaveRelease(Some.Release(2));
        var releases = await _client.GetAsync("/releases", ApiJson.Default.IReadOnlyListReleaseDocument, Cancellation);
        Assert.Equal([(2, false), (1, true)], releases.Select(release => (release.Number, release.Current)));
    }

    [Fact]
    public async Task The_status_is_answered_although_no_engine_runs()
    {
        await _passes.Passes.NextAsync(Cancellation);
        var status = await _client.GetAsync("/status", ApiJson.Default.StatusDocument, Cancellation);
        Assert.Equal(("one", 2, 2), (status.Revision, status.Service.Desired, status.Service.Running));
        Assert.Equal([new ProcessDocument("supervisor", null, 0)], status.Processes);
        Assert.Empty(status.Buckets);
    }

    [Theory]
    [InlineData(null, "RH3030")]
    [InlineData(9, "RH3101")]
    public async Task A_rollback_that_is_not_possible_is_refused_with_its_code(int? number, string code)
    {
        var error = await Assert.ThrowsAsync<RailheadException>(() => RollbackAsync(number));
        Assert.Equal(code, error.Code);
        Assert.NotEmpty(error.Hint!);
        Assert.Empty(_plane.Store.Deployments(10));
    }

    [Fact]
    public async Task A_rollback_becomes_a_deployment_unless_that_release_serves()
    {
        _plane.Store.SaveRelease(Some.Release(2));
        Assert.Null((await RollbackAsync(1)).Id);
        var accepted = await RollbackAsync(2);
        var row = _plane.Store.Deployment(accepted.Id!.Value)!;
        Assert.Equal((DeploymentKind.Rollback, 2, DeploymentStep.Tasks), (row.Kind, row.Release, row.Step));
    }

    [Fact]
    public async Task Secrets_are_set_listed_and_removed_and_their_values_are_never_answered()
    {
        await _client.PutAsync("/secrets/API_KEY", new SecretValue("s3cret"), ApiJson.Default.SecretValue, Cancellation);
        var secrets = await _client.GetAsync("/secrets", ApiJson.Default.IReadOnlyListSecretDocument, Cancellation);
        Assert.Equal([("API_KEY", 1)], secrets.Select(secret => (secret.Name, secret.Version)));
        await _client.DeleteAsync("/secrets/API_KEY", Cancellation);
        var error = await Assert.ThrowsAsync<RailheadException>(() => _client.DeleteAsync("/secrets/API_KEY", Cancellation));
        Assert.Equal("RH3040", error.Code);
    }

    [Fact]
    public async Task A_source_is_kept_whole_and_sent_twice_it_is_one_deployment()
    {
        var tar = Path.Combine(_plane.Shared, "source.tar");
        await File.WriteAllBytesAsync(tar, [1, 2, 3], Cancellation);
        var source = new SourcePackage("two", "Sübject & more", tar, []);
        var first = await _client.DeployAsync(source, force: false, movesRef: true, Cancellation);
        var second = await _client.DeployAsync(source, force: false, movesRef: true, Cancellation);
        Assert.Equal(first.Id, second.Id);
        var row = Assert.Single(_plane.Store.Deployments(10));
        Assert.Equal(("two", "Sübject & more", true), (row.Revision, row.Subject, row.MovesRef));
        var kept = BuildStages.SourceFile(_plane.Record.Files.Folder(row.Id));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(kept, Cancellation));
        Assert.Empty(Directory.GetFiles(_plane.Facts.Layout.Deployments));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_revision_that_serves_is_deployed_again_only_by_force(bool force)
    {
        var tar = Path.Combine(_plane.Shared, "source.tar");
        await File.WriteAllBytesAsync(tar, [1], Cancellation);
        var accepted = await _client.DeployAsync(new SourcePackage("one", "Subject", tar, []), force, movesRef: false, Cancellation);
        Assert.Equal(force, accepted.Id is not null);
    }

    [Fact]
    public async Task A_follower_of_a_deployment_gets_its_end_although_the_log_has_none()
    {
        var row = _plane.Store.AddDeployment(Some.Deployment(DeploymentStep.Done));
        Directory.CreateDirectory(_plane.Record.Files.Folder(row.Id));
        _plane.Store.SaveDeployment(row with { Status = DeploymentStatus.Failed, Reason = "The disk is full." });
        var events = new List<ProgressEvent>();
        await foreach (var entry in _client.FollowAsync(row.Id, Cancellation))
        {
            events.Add(entry);
        }

        var result = Assert.IsType<ResultEvent>(Assert.Single(events));
        Assert.Equal((ResultStatus.Failed, "The disk is full."), (result.Status, result.Error));
    }

    [Fact]
    public async Task An_up_sends_its_stages_and_ends_with_a_result()
    {
        var events = new List<ProgressEvent>();
        await foreach (var entry in _client.UpAsync(Some.Blueprint(), objectFormat: null, Cancellation))
        {
            events.Add(entry);
        }

        Assert.Equal(Stage.Storage, Assert.IsType<StageEvent>(events[0]).Stage);
        Assert.Equal(ResultStatus.Succeeded, Assert.IsType<ResultEvent>(events[^1]).Status);
    }

    [Fact]
    public async Task A_blueprint_with_errors_is_an_error_and_not_a_broken_connection()
    {
        var up = _client.UpAsync("app: [", objectFormat: null, Cancellation).GetAsyncEnumerator(Cancellation);
        await using (up)
        {
            await Assert.ThrowsAsync<RailheadException>(async () => await up.MoveNextAsync());
        }
    }

    Task<DeploymentAccepted> RollbackAsync(int? number) =>
        _client.PostAsync(
            "/rollback",
            new RollbackRequest(number),
            ApiJson.Default.RollbackRequest,
            ApiJson.Default.DeploymentAccepted,
            Cancellation
        );
}
