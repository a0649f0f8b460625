using Railhead.Model;

namespace Railhead.Local;

/// <summary>A secret or a key cannot be used as things are; the message names the file and never a value.</summary>
public sealed class SecretsException(string message, string hint, Exception? inner = null)
    : RailheadException("RH3042", message, hint, inner);
