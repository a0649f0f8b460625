using System.CommandLine;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The name of a key that may push.</summary>
sealed class KeyNameArgument : Argument<string>
{
    public KeyNameArgument()
        : base("NAME") => Description = "Name of the key, such as the name of its owner";

    /// <exception cref="RailheadException">It cannot stand in a line of authorized_keys.</exception>
    public string Of(Invocation call)
    {
        var name = call.Words.GetValue(this)!;
        return PushKey.IsName(name) ? name : throw PushKeyErrors.NotAName(name);
    }
}
