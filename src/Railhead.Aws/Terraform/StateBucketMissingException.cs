using Railhead.Model;

namespace Railhead.Aws;

/// <summary>There is no bucket for the state yet: before the first <c>railhead bootstrap</c>, or with other credentials.</summary>
public sealed class StateBucketMissingException(string code, string message, string hint) : RailheadException(code, message, hint);
