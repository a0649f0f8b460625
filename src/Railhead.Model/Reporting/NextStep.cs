using System.Text.Json.Serialization;

namespace Railhead.Model;

/// <summary>The caller's part, after the control plane has done its own.</summary>
[JsonConverter(typeof(WordConverter<NextStep>))]
public enum NextStep
{
    /// <summary>The platform runs and nothing is deployed yet.</summary>
    DeploymentNeeded,
}
