using System.CommandLine;
using System.Globalization;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead reach FROM TO [PORT]</c>: whether packets get through on AWS, and the rule that decides.</summary>
sealed class ReachCommand : CliCommand
{
    static readonly string[] Places = ["internet", "loadbalancer", "task", "database", "store", "endpoint:logs"];

    readonly Argument<string> _from = Place("FROM", "Place that opens the connection");

    readonly Argument<string> _to = Place("TO", "Place that it leads to");

    readonly Argument<string?> _port = new("PORT") { Description = "TCP port (default: the place's own)", Arity = ArgumentArity.ZeroOrOne };

    readonly Argument<string?> _plan = new("PLAN.json")
    {
        Description = "With --aws: output of \"terraform show -json\" (default: a new plan of the environment's folder)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    readonly Option<bool> _aws = new("--aws") { Description = "Answer from a Terraform plan instead of railhead.yaml" };

    readonly Option<string?> _svg = new("--svg") { Description = "Also draw the network and its open ways", HelpName = "FILE" };

    public ReachCommand()
        : base("reach", "Show whether one place can reach another on AWS, and which rule decides")
    {
        foreach (var argument in (Argument[])[_from, _to, _port, _plan])
        {
            argument.RefuseOptions();
            Arguments.Add(argument);
        }

        Options.Add(_aws);
        Options.Add(_svg);
    }

    public override async Task<int> RunAsync(Invocation call)
    {
        var words = Words(call, out var plan);
        var port = words.Count > 2 ? Port(words[2]) : (int?)null;
        var (network, app) = call.Words.GetValue(_aws) ? await OfPlanAsync(call, plan) : OfArchitecture(call);
        var answer = Reach.Ask(network, Find(network, words[0], app), Find(network, words[1], app), port);
        if (call.Words.GetValue(_svg) is { } file)
        {
            await File.WriteAllTextAsync(Path.GetFullPath(file, call.Terminal.Folder), ReachPicture.Svg(network), call.Cancellation);
        }

        if (call.Json)
        {
            call.Out.WriteLine(ReachDocument.Of(answer).Json());
        }
        else
        {
            call.Out.WriteLines(ReachText.Lines(answer));
        }

        return answer.Reachable ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>The plan can stand anywhere among the words, as after <c>--aws</c>: it is the one that ends in .json.</summary>
    List<string> Words(Invocation call, out string? plan)
    {
        List<string> words =
        [
            .. new[]
            {
                call.Words.GetValue(_from),
                call.Words.GetValue(_to),
                call.Words.GetValue(_port),
                call.Words.GetValue(_plan),
            }.OfType<string>(),
        ];
        plan = call.Words.GetValue(_aws) ? words.Find(word => word.EndsWith(".json", StringComparison.Ordinal)) : null;
        if (plan is not null)
        {
            words.Remove(plan);
        }

        return words.Count switch
        {
            < 2 => throw CommandErrors.PlaceMissing(),
            > 3 => throw CommandErrors.NotAPlanFile(words[3]),
            _ => words,
        };
    }

    static (PacketNetwork Network, string App) OfArchitecture(Invocation call)
    {
        var architecture = CheckCommand.Architecture(call, File.ReadAllText(AppFolder.Blueprint(AppFolder.Of(call))));
        return (ArchitectureNetwork.Of(architecture), architecture.App);
    }

    static async Task<(PacketNetwork Network, string App)> OfPlanAsync(Invocation call, string? plan)
    {
        if (plan is not null)
        {
            return (PlanNetwork.Read(await PlanFile.ReadAsync(call, plan)), "");
        }

        using var session = await AwsSession.OpenAsync(call, Infrastructure.Of(call));
        var made = await session.PlanAsync(call);
        return (PlanNetwork.Read(made.Json), session.Architecture.App);
    }

    static PacketPlace Find(PacketNetwork network, string name, string app) =>
        PacketPlaces.Find(network, name, app) ?? throw CommandErrors.NoSuchPlace(name, network.Places.Select(place => place.Name));

    static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw CommandErrors.NotAPort(text);

    static Argument<string> Place(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description, HelpName = name };
        argument.CompletionSources.Add(Places);
        return argument;
    }
}
