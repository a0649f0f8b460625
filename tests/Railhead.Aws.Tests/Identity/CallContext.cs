namespace Railhead.Aws.Tests;

static class CallContext
{
    /// <summary>The keys that AWS sends with every call.</summary>
    public static Dictionary<string, string[]> Of(IamPrincipal principal, string resource)
    {
        var context = new Dictionary<string, string[]>
        {
            ["aws:SecureTransport"] = ["true"],
            ["aws:PrincipalIsAWSService"] = [principal.IsService ? "true" : "false"],
        };
        if (principal.IsService)
        {
            context["aws:PrincipalServiceName"] = [principal.Name];
        }
        else
        {
            context["aws:PrincipalAccount"] = [principal.Account];
            context["aws:PrincipalArn"] = [principal.Name];
        }

        if (resource.StartsWith("arn:", StringComparison.Ordinal))
        {
            var account = resource.Split(':')[4];
            context["aws:ResourceAccount"] =
            [
                account.Length > 0 ? account
                : principal.IsService ? EmittedPolicies.Account
                : principal.Account,
            ];
        }
        else if (!principal.IsService)
        {
            context["aws:ResourceAccount"] = [principal.Account];
        }

        return context;
    }
}
