namespace Railhead.Aws;

/// <summary>What an app is written in, as far as its image depends on it.</summary>
enum Stack
{
    DotNet,
    Ruby,
    Python,
    Node,

    /// <summary>None of these.</summary>
    Other,
}
