using System.Text.Json;

namespace Railhead.Aws;

/// <summary>Reads a log stream of CloudWatch from its beginning, as far as it is there.</summary>
sealed class LogTail(AwsCli aws, (string Group, string Stream)? log, Action<string> onLine, Action<string> onNote)
{
    string? _token;
    bool _isGivenUp;

    /// <summary>Gives the lines that have come since the last call.</summary>
    public async Task ReadAsync()
    {
        while (log is { } place && !_isGivenUp)
        {
            JsonElement answer;
            try
            {
                answer = await aws.CallAsync([
                    "logs",
                    "get-log-events",
                    "--log-group-name",
                    place.Group,
                    "--log-stream-name",
                    place.Stream,
                    "--start-from-head",
                    .. _token is null ? Array.Empty<string>() : ["--next-token", _token],
                ]);
            }
            catch (AwsCliException e) when (e.Code == "ResourceNotFoundException")
            {
                // ECS creates the stream with the first line.
                return;
            }
            catch (AwsCliException e) when (e.IsDenied)
            {
                _isGivenUp = true;
                onNote($"warning: the output cannot be shown: {e.Message}");
                return;
            }

            foreach (var entry in answer.Get("events").Items())
            {
                onLine(entry.Get("message").AsText() ?? "");
            }

            // AWS returns the same token at the end of what is there.
            if (answer.Get("nextForwardToken").AsText() is not { } next || next == _token)
            {
                return;
            }

            _token = next;
        }
    }
}
