using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead rollback [N]</c>: a kept release serves again; no build, no release command.</summary>
public static class RollbackCommand
{
    public static async Task<int> RunAsync(Invocation call, int? number)
    {
        var (record, _, client) = AppLocator.Connect(call);
        using var connection = client;
        await client.GetAsync("/push-facts", ApiJson.Default.PushFacts, call.Cancellation);
        var accepted = await client.PostAsync(
            "/rollback",
            new RollbackRequest(number),
            ApiJson.Default.RollbackRequest,
            ApiJson.Default.DeploymentAccepted,
            call.Cancellation
        );
        call.Error.WriteLine(accepted.Message);
        using var printer = new ProgressPrinter(call);
        if (accepted.Id is { } id)
        {
            return await DeployCommand.FollowAsync(call, client, printer, id);
        }

        if (call.Json)
        {
            printer.Show(new ResultEvent(ResultStatus.Succeeded) { Url = record.Url });
        }

        return ExitCode.Done;
    }
}
