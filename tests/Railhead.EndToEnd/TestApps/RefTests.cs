namespace Railhead.EndToEnd;

/// <summary>Pushes of more than one branch forward: tags, several refs, objects that are not commits.</summary>
[Collection("test apps")]
public sealed class RefTests(TestAppEnvironment environment)
{
    AppRepository App => environment.Duo;

    [Fact]
    public async Task An_annotated_tag_pushed_to_the_branch_deploys_its_commit_with_one_verdict()
    {
        await environment.ReadyAsync();
        var commit = await NextAsync("tagged");
        await App.GitAsync("tag", "-a", "-m", "Two", "two");
        await App.GitAsync("tag", "-a", "-m", "Of a tag", "nested", "two");

        var pushed = (await App.TryGitAsync("push", "railhead", "nested:main")).Succeeded();

        Assert.DoesNotContain("rejected", pushed.Error, StringComparison.Ordinal);
        Assert.Contains($"released as {commit}", pushed.Error, StringComparison.Ordinal);
        Assert.Equal(commit, await App.RemoteHeadAsync());
        Assert.Equal(commit, (await App.StatusAsync()).Revision);
        await App.GitAsync("tag", "-d", "two", "nested");
    }

    [Fact]
    public async Task Tags_that_follow_the_branch_are_kept_and_the_push_succeeds()
    {
        await environment.ReadyAsync();
        var commit = await NextAsync("followed");
        await App.GitAsync("tag", "-a", "-m", "Three", "three");

        var pushed = (await App.TryGitAsync("-c", "push.followTags=true", "push", "railhead", "main")).Succeeded();

        Assert.Contains("three -> three", pushed.Error, StringComparison.Ordinal);
        Assert.Equal(commit, (await App.StatusAsync()).Revision);
        await App.GitAsync("tag", "-d", "three");
        await RemoveTagsAsync();
    }

    [Fact]
    public async Task Of_several_branches_one_deploys_and_the_others_are_refused_each_by_itself()
    {
        await environment.ReadyAsync();
        var commit = await NextAsync("several");
        var pushed = await App.TryGitAsync("push", "railhead", "main", "main:refs/heads/next");

        Assert.Equal(1, pushed.ExitCode);
        Assert.Contains("main -> main", pushed.Error, StringComparison.Ordinal);
        Assert.Contains("main -> next (only one branch deploys)", pushed.Error, StringComparison.Ordinal);
        Assert.Equal(commit, await App.RemoteHeadAsync());
        Assert.Equal(commit, (await App.StatusAsync()).Revision);
        Assert.DoesNotContain("refs/heads/next", (await App.GitAsync("ls-remote", "railhead")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_atomic_push_with_a_refused_ref_deploys_nothing()
    {
        await environment.ReadyAsync();
        var before = await App.StatusAsync();
        await NextAsync("atomic");
        var pushed = await App.TryGitAsync("push", "--atomic", "railhead", "main", "main:refs/heads/next");

        Assert.Equal(1, pushed.ExitCode);
        Assert.Equal(before.Deployment!.Id.GetInt32(), (await App.StatusAsync()).Deployment!.Id.GetInt32());
        Assert.Equal(before.Revision, await App.RemoteHeadAsync());
        (await App.PushAsync()).Succeeded();
    }

    [Theory]
    [InlineData("HEAD^{tree}:refs/heads/main")]
    [InlineData("HEAD:railhead.yaml:refs/heads/main")]
    public async Task An_object_that_is_not_a_commit_is_refused_with_words(string refspec)
    {
        await environment.ReadyAsync();
        var before = await App.RemoteHeadAsync();
        // "git push" reads the second colon as the end of the source, so the object is named by its id.
        var id = (await App.GitAsync("rev-parse", refspec[..refspec.LastIndexOf(':')])).Output.Trim();
        var pushed = await App.TryGitAsync("push", "--force", "railhead", $"{id}:refs/heads/main");

        Assert.Equal(1, pushed.ExitCode);
        Assert.Contains("is not a commit", pushed.Error, StringComparison.Ordinal);
        Assert.Equal(before, await App.RemoteHeadAsync());
    }

    [Fact]
    public async Task The_remedy_of_a_refused_branch_works_as_it_is_written()
    {
        await environment.ReadyAsync();
        var commit = await NextAsync("remedy");
        var refused = await App.TryGitAsync("push", "railhead", "HEAD:refs/heads/other");
        Assert.Equal(1, refused.ExitCode);
        var remedy = refused
            .Error[refused.Error.IndexOf("git push", StringComparison.Ordinal)..]
            .Split('\n')[0]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

        (await App.TryGitAsync([.. remedy.Skip(1).Select(word => word.Trim('\''))])).Succeeded();

        Assert.Equal(commit, (await App.StatusAsync()).Revision);
    }

    async Task<string> NextAsync(string note)
    {
        App.Write("railhead.yaml", AppRepository.TestBlueprint("duo", "serve", TestAppEnvironment.DuoKeys));
        App.Write("note", $"{note}");
        return await App.CommitAsync($"Say {note}");
    }

    /// <summary>Other scenarios count the refs.</summary>
    async Task RemoveTagsAsync()
    {
        var repository = (await App.StatusAsync()).Remote;
        foreach (var tag in (await App.GitAsync("--git-dir", repository, "tag")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await App.GitAsync("--git-dir", repository, "tag", "-d", tag);
        }
    }
}
