namespace Railhead.Model;

/// <summary>The app's own environment variables.</summary>
static class VariableKeys
{
    public static readonly KeySection Section = new("variables");

    public static readonly NamedMapping Variables = Section.Add(
        new NamedMapping("env", new NameRule(TextForms.VariablePattern(), VariableDiagnostics.Name))
        {
            Meaning =
                "Plain environment variables by name: letters, digits and `_`, not beginning with a digit, 64 at most. "
                + "`build` gets them too. They win over variables such as `TMPDIR`, `HOSTNAME` and `PGSSLMODE`.",
        }
    );

    public static readonly Key<string> Variable = Section.Add(
        new Key<string>("env.*", Values.Raw, "")
        {
            Meaning = "The variable's value, such as `env: { MODE: fast }`.",
            DefaultIs = "none",
            NothingWritten = VariableDiagnostics.NoValue,
        }
    );

    public static readonly Key<IReadOnlyList<string>> Secrets = Section.Add(
        new Key<IReadOnlyList<string>>("secrets", Values.List(TextForms.VariableName, VariableDiagnostics.Repeated), [])
        {
            Meaning = "Variables whose values are never in the repository.",
            Local = Support.As("`railhead secrets set NAME` stores a value."),
            Aws = Support.As("values come from [Secrets Manager](aws/README.md#4-by-hand-once)."),
        }
    );
}
