using Railhead.Model;

namespace Railhead.Local;

/// <summary>The database cannot be had as things are: what, where, and what to do.</summary>
public sealed class DatabaseException(string message, string hint, Exception? inner = null)
    : RailheadException("RH3023", message, hint, inner);
