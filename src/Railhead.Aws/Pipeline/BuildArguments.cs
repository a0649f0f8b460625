using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>pipeline/build-arguments.json</c>: the plain variables for an own Dockerfile; the generated one has them in it.</summary>
static class BuildArguments
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<SynthFile> Write(Architecture architecture)
    {
        var variables = AppImage.BuildVariables(architecture);
        if (architecture.Pipeline.Dockerfile is not null && variables.Count > 0)
        {
            var json = new JsonObject(variables.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value)));
            yield return new("pipeline/build-arguments.json", json.ToJsonString(Readable) + "\n");
        }
    }
}
