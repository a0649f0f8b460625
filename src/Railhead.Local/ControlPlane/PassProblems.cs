using System.Data.Common;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>The failures of one pass. One part that fails keeps no other from its turn.</summary>
sealed class PassProblems
{
    readonly List<string> _texts = [];

    /// <summary>All of them in one line; null when there is none.</summary>
    public string? Text => _texts.Count == 0 ? null : string.Join("; ", _texts);

    public void Add(IEnumerable<string> problems) => _texts.AddRange(problems);

    public Task<Readiness> GuardAsync(string part, Action act) =>
        GuardAsync(
            part,
            () =>
            {
                act();
                return Task.CompletedTask;
            }
        );

    /// <summary>Runs one part of the pass, and keeps what went wrong in it.</summary>
    public async Task<Readiness> GuardAsync(string part, Func<Task> act)
    {
        try
        {
            await act();
            return Readiness.Ready;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var reason = e is RailheadException or IOException or TimeoutException or DbException ? e.Message : e.ToString();
            _texts.Add($"{part}: {reason}");
            return Readiness.NotReady(reason);
        }
    }
}
