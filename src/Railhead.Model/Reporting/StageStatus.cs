using System.Text.Json.Serialization;

namespace Railhead.Model;

[JsonConverter(typeof(WordConverter<StageStatus>))]
public enum StageStatus
{
    Running,
    Succeeded,
    Failed,
    Skipped,
}
