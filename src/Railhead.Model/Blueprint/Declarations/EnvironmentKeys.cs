namespace Railhead.Model;

/// <summary>The environments.</summary>
static class EnvironmentKeys
{
    public static readonly KeySection Section = new("environments");

    public static readonly NamedMapping Environments = Section.Add(
        new NamedMapping("environments", new NameRule(TextForms.ShortNamePattern(), OperationDiagnostics.EnvironmentName))
        {
            Meaning =
                "Environments by name, each with the keys that differ in it: any key above except `app`. "
                + "Names follow the rules for buckets.",
            OnlyAtTop = OperationDiagnostics.NestedEnvironments,
        }
    );
}
