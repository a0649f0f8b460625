using System.CommandLine;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The name of a secret.</summary>
sealed class SecretNameArgument : Argument<string>
{
    public SecretNameArgument()
        : base("NAME") => Description = "Name of the secret, as in railhead.yaml";

    /// <exception cref="UsageException">An app could never be given a secret of that name.</exception>
    public string Of(Invocation call)
    {
        var name = call.Words.GetValue(this)!;
        if (!SecretName.IsCustom(name))
        {
            throw CommandErrors.NotASecretName(name);
        }

        return ContractVariables.IsReserved(name, hasDatabase: false) ? throw CommandErrors.ReservedSecretName(name) : name;
    }
}
