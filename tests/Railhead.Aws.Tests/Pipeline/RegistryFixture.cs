using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>
/// A registry in a folder that answers a script's <c>aws ecr</c>: images by tag, layers by digest, uploads in parts of five bytes.
/// </summary>
sealed class RegistryFixture
{
    /// <summary>The arguments stand where promote.sh puts them: <c>$4</c> is the repository.</summary>
    static readonly Dictionary<string, string> Answers = new()
    {
        ["describe-images"] = """
            tag=$own/${6#imageTag=}
            [ -f "$tag" ] || { echo '(ImageNotFoundException)' >&2; exit 254; }
            jq -r .imageId.imageDigest "$tag"
            """,
        ["batch-get-image"] = """
            jq -n --slurpfile image "$own/${6#imageTag=}" '{ images: $image }' 2>/dev/null || echo '{"images":[]}'
            """,
        ["batch-check-layer-availability"] = """
            if [ -f "$own/layers/$6" ]; then echo AVAILABLE; else echo None; fi
            """,
        ["get-download-url-for-layer"] = """
            echo "file://$own/layers/$6"
            """,
        ["initiate-layer-upload"] = """
            echo '{"uploadId":"u","partSize":5}'; rm -f "$registry/upload"
            """,
        ["upload-layer-part"] = """
            cat "${12#fileb://}" >>"$registry/upload"
            """,
        ["complete-layer-upload"] = """
            [ "$8" = "sha256:$(sha256sum <"$registry/upload" | cut -d ' ' -f 1)" ] || { echo '(InvalidLayerException)' >&2; exit 254; }
            mkdir -p "$own/layers"; mv "$registry/upload" "$own/layers/$8"
            """,
        ["put-image"] = """
            [ "$8" = "sha256:$(sha256sum <"${10#file://}" | cut -d ' ' -f 1)" ] || { echo '(ImageDigestDoesNotMatchException)' >&2; exit 254; }
            mkdir -p "$own"
            jq -n --arg digest "$8" --rawfile manifest "${10#file://}" '{ imageId: { imageDigest: $digest }, imageManifest: $manifest }' >"$own/$6"
            """,
    };

    readonly ScriptFixture _script;

    public RegistryFixture(ScriptFixture script)
    {
        _script = script;
        foreach (var (command, answer) in Answers)
        {
            script.Answer($"aws-ecr-{command}", $"registry=$(dirname \"$calls\")/registry; own=$registry/${{4//\\//_}}\n{answer}");
        }
    }

    /// <summary>An image of these layers, the first one its configuration.</summary>
    public void Push(string repository, string tag, params string[] layers)
    {
        var manifest = new JsonObject
        {
            ["config"] = Layer(repository, layers[0]),
            ["layers"] = new JsonArray([.. layers[1..].Select(layer => Layer(repository, layer))]),
        };
        // A manifest is taken to the byte, with the end of its line.
        var text = manifest.ToJsonString() + "\n";
        Tag(repository, tag, Digest(text), text);
    }

    public void Tag(string repository, string tag, string digest, string manifest = "{}")
    {
        var image = new JsonObject
        {
            ["imageId"] = new JsonObject { ["imageDigest"] = digest },
            ["imageManifest"] = manifest,
            ["imageManifestMediaType"] = "application/vnd.oci.image.manifest.v1+json",
        };
        _script.Write($"registry/{Folder(repository)}/{tag}", image.ToJsonString());
    }

    /// <summary>As ECR's lifecycle policy does.</summary>
    public void Delete(string repository) => Directory.Delete(_script.PathOf($"registry/{Folder(repository)}"), recursive: true);

    public string DigestOf(string repository, string tag) =>
        (string)JsonNode.Parse(File.ReadAllText(_script.PathOf($"registry/{Folder(repository)}/{tag}")))!["imageId"]!["imageDigest"]!;

    public IEnumerable<string> Layers(string repository) =>
        Directory.EnumerateFiles(_script.PathOf($"registry/{Folder(repository)}/layers")).Select(File.ReadAllText);

    JsonObject Layer(string repository, string content)
    {
        _script.Write($"registry/{Folder(repository)}/layers/{Digest(content)}", content);
        return new() { ["digest"] = Digest(content) };
    }

    static string Folder(string repository) => repository.Replace('/', '_');

    static string Digest(string content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";
}
