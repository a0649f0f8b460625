using System.Text.Json.Serialization;

namespace Railhead.Model;

/// <summary>How a long command ended.</summary>
[JsonConverter(typeof(WordConverter<ResultStatus>))]
public enum ResultStatus
{
    Succeeded,
    Failed,

    /// <summary>An alarm, a hook or a person took the deployment back.</summary>
    RolledBack,
}
