using Railhead.Model;

namespace Railhead.Local;

/// <summary>The database cannot be used as it is. <see cref="DatabaseErrors"/> makes them all.</summary>
public sealed class DatabaseException(string code, string message, string hint, Exception? inner = null)
    : RailheadException(code, message, hint, inner);
