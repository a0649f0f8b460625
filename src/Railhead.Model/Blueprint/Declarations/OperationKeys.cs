namespace Railhead.Model;

/// <summary>Logs, alarms, cost.</summary>
static class OperationKeys
{
    public static readonly KeySection Section = new("operation");

    public static readonly Key<int> RetentionDays = Section.Add(
        new Key<int>(
            "logs.retention_days",
            Values.OneOf(CloudWatchLogs.RetentionDays, "a retention of CloudWatch Logs", OperationDiagnostics.Retention),
            30
        )
        {
            Meaning = $"Days that logs are kept: {Values.Words(CloudWatchLogs.RetentionDays)}.",
            Local = Support.As("each process also keeps about 20 MB at most."),
        }
    );

    public static readonly Key<IReadOnlyList<string>> AlarmEmails = Section.Add(
        new Key<IReadOnlyList<string>>("alarms.email", Values.List(TextForms.Email, OperationDiagnostics.RepeatedEmail), [])
        {
            Meaning = "Addresses that get an e-mail for each alarm.",
            Local = Support.NotYet("nobody is notified"),
        }
    );

    public static readonly NamedMapping Exceptions = Section.Add(
        new NamedMapping("exceptions", new NameRule(TextForms.PolicyRulePattern(), OperationDiagnostics.PolicyRule))
        {
            Meaning = "Rules of `railhead check --aws` that do not hold here on purpose, by name or code ([the rules](aws/policy.md)).",
            Local = Support.As("the rules are about AWS."),
        }
    );

    public static readonly Key<string> Exception = Section.Add(
        new Key<string>("exceptions.*", Values.Raw, "")
        {
            Meaning = "The reason, for readers of the Terraform and for scanners: `exceptions: { service-has-two-tasks: \"a demo\" }`.",
            DefaultIs = "none",
            NothingWritten = OperationDiagnostics.NoReason,
        }
    );

    public static readonly Key<decimal?> Budget = Section.Add(
        new Key<decimal?>("budget", Values.OrNull(Values.Amount(1, 1_000_000)), null)
        {
            Meaning = "USD a month.",
            Aws = Support.As(
                "the alarms' addresses get an e-mail at 50, 80 and 100 percent, once AWS knows its tag "
                    + "([how](aws/README.md#2-once-per-account-and-region))."
            ),
            Local = Support.NotYet("this machine costs nothing"),
        }
    );
}
