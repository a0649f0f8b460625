using System.Text.Encodings.Web;
using System.Text.Json;

namespace Railhead.Model;

/// <summary>The JSON documents of <c>railhead show</c> and <c>railhead check</c>.</summary>
public static class ModelJson
{
    static readonly ModelJsonContext Context = new(
        new JsonSerializerOptions(ModelJsonContext.Default.Options)
        {
            // For terminals and files, never inside HTML: `>` stays `>`.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NewLine = "\n",
        }
    );

    public static string Show(Architecture architecture, IReadOnlyDictionary<string, string> from)
    {
        var components = new ShowComponents(
            architecture.Network,
            architecture.LoadBalancing,
            architecture.Services,
            architecture.Database,
            architecture.Storage,
            architecture.Secrets,
            architecture.Identity,
            architecture.Pipeline,
            architecture.Observability,
            architecture.Cost
        );
        return JsonSerializer.Serialize(
            new ShowDocument(architecture.App, architecture.Environment, architecture.Tier, components, from),
            Context.ShowDocument
        );
    }

    public static string Check(IReadOnlyList<Finding> findings) =>
        JsonSerializer.Serialize(new CheckDocument(findings), Context.CheckDocument);
}
