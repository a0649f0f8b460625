using System.Text.Json.Serialization;

namespace Railhead.Model;

/// <summary>What the caller has to do after the control plane's part.</summary>
[JsonConverter(typeof(WordConverter<NextStep>))]
public enum NextStep
{
    /// <summary>The platform runs and nothing is deployed yet.</summary>
    DeploymentNeeded,
}
