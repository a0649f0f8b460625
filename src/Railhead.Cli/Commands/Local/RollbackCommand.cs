using System.CommandLine;
using System.Globalization;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead rollback [N]</c>: a kept release serves again, without a build and without the release command.</summary>
sealed class RollbackCommand : CliCommand
{
    readonly Argument<int?> _number = new("N")
    {
        Description = "Number of the release; the previous one by default",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            result.AddError($"\"{result.Tokens[0].Value}\" is not the number of a release.");
            return null;
        },
    };

    public RollbackCommand()
        : base("rollback", "Serve an earlier release again, without a build") => Arguments.Add(_number);

    public override bool IsLong => true;

    public override string Interruption => DeploymentRun.Interruption;

    public override async Task<int> RunAsync(Invocation call)
    {
        using var environment = EnvironmentConnection.Open(call);
        await environment.Client.GetAsync("/push-facts", ApiJson.Default.PushFacts, call.Cancellation);
        var accepted = await environment.Client.PostAsync(
            "/rollback",
            new RollbackRequest(call.Words.GetValue(_number)),
            ApiJson.Default.RollbackRequest,
            ApiJson.Default.DeploymentAccepted,
            call.Cancellation
        );
        using var printer = new ProgressPrinter(call);
        return await new DeploymentRun(call, environment, printer).FollowAsync(accepted);
    }
}
