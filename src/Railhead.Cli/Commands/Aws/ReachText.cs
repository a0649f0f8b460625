using Railhead.Model;

namespace Railhead.Cli;

/// <summary>An answer for people: the verdict, the rule, and each decision on the way.</summary>
static class ReachText
{
    public static IEnumerable<string> Lines(ReachAnswer answer)
    {
        var verdict =
            answer is { Reachable: true, IsPartly: true } ? "reachable from some addresses"
            : answer.Reachable ? "reachable"
            : answer.IsPartly ? "not reachable everywhere"
            : "not reachable";
        yield return $"{answer.From} → {answer.To}, port {answer.Port}: {verdict}";
        yield return $"  Decided by {answer.DecidedBy}.";
        foreach (var step in answer.Path)
        {
            yield return $"  {(step.Allowed ? "✓" : "✗")} {step.Check}, {step.At}: {step.Packet}";
            yield return $"      {step.Rule}";
        }

        foreach (var note in answer.Notes)
        {
            yield return $"  note: {note}";
        }
    }
}
