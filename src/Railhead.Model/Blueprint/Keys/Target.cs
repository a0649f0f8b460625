namespace Railhead.Model;

/// <summary>Where an architecture can run.</summary>
enum Target
{
    /// <summary>This machine.</summary>
    Local,

    Aws,
}
