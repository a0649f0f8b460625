namespace Railhead.Model;

/// <param name="Family">A family of its own: nginx would never end.</param>
/// <param name="Command">Run by <c>/bin/sh -euc</c> in the app's image.</param>
/// <param name="Timeout">Seconds.</param>
/// <param name="LogGroup">Where its output goes.</param>
public sealed record ReleaseTask(string Family, string Command, int Timeout, string LogGroup);
