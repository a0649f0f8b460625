namespace Railhead.Model;

/// <summary>A language whose version an app can name.</summary>
public enum Language
{
    DotNet,
    Ruby,
    Python,
    Node,
    Go,
    Php,
}
