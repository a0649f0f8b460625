namespace Railhead.Aws;

/// <summary>The language of an app, as far as its image depends on it.</summary>
enum Stack
{
    DotNet,
    Ruby,
    Python,
    Node,

    /// <summary>None of these.</summary>
    Other,
}
