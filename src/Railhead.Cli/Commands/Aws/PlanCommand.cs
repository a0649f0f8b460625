using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead plan</c>: shows what an apply would do, and the risks.</summary>
sealed class PlanCommand() : FolderCommand("plan", "Show what apply would change on AWS, and the risks")
{
    public override async Task<int> RunAsync(Invocation call)
    {
        using var session = await AwsSession.OpenAsync(call, Infrastructure.Accepted(call));
        AwsSession.SayLeftOut(call, session.Workspace);
        var (plan, changes, findings) = await session.PlanAsync(call);
        var cost = BillDifference.Of(
            PlanResources.Read(plan, session.Architecture.Network.Region),
            session.Architecture.Tier,
            PriceTable.Current,
            DateOnly.FromDateTime(call.Time.GetUtcNow().UtcDateTime)
        );
        if (call.Json)
        {
            call.Out.WriteLine((PlanDocument.Of(session, changes, findings) with { Cost = PlanCost.Of(cost) }).Json());
        }
        else
        {
            call.Out.WriteLines(PlanText.Lines(session.Title, session.Infrastructure.Files, changes));
            call.Out.WriteLines(PlanCostText.Lines(cost));
            call.Out.WriteLines(PlanText.Lines(findings));
        }

        return ExitCode.Done;
    }

    internal static void ShowWarning(Invocation call, TerraformEvent entry)
    {
        if (entry.Kind == TerraformEventKind.Warning)
        {
            call.Error.WriteLine($"warning: {entry.Message}");
        }
    }
}
