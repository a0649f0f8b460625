using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead trust</c>: the certificate authority of this home, for browsers and other clients.</summary>
sealed class TrustCommand : CliCommand
{
    readonly Option<bool> _install = new("--install") { Description = "Put it into the system's store, which needs root" };

    public TrustCommand()
        : base("trust", "Print the path of the local certificate authority's certificate") => Options.Add(_install);

    public override async Task<int> RunAsync(Invocation call)
    {
        var user = await Accounts.CurrentAsync(call.Cancellation);
        var authority = new LocalAuthority(call.Home, user, call.Time);
        await authority.EnsureAsync(call.Cancellation);
        if (call.Words.GetValue(_install))
        {
            await SystemTrust.InstallAsync(authority.CertificateFile, user, call.Cancellation);
            call.Error.WriteLine("The system trusts it. Restart programs that are running; Firefox has a store of its own.");
        }

        var document = new TrustDocument(authority.CertificateFile);
        call.Out.WriteLine(call.Json ? JsonSerializer.Serialize(document, TrustJson.Default.TrustDocument) : document.Certificate);
        return ExitCode.Done;
    }
}

/// <param name="Certificate">Path of the authority's certificate, PEM.</param>
sealed record TrustDocument(string Certificate);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrustDocument))]
sealed partial class TrustJson : JsonSerializerContext;
