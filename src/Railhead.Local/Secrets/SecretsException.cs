using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// A secret or a key cannot be used as it is; the message never shows a value. <see cref="SecretErrors"/> makes them all.
/// </summary>
public sealed class SecretsException(string code, string message, string hint) : RailheadException(code, message, hint);
