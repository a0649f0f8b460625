namespace Railhead.Local;

/// <summary>The master key of whoever runs this process.</summary>
public static class MasterKeys
{
    static readonly string[] Variables = ["XDG_CONFIG_HOME", "HOME"];

    public static MasterKey OfThisProcess() =>
        MasterKey.OfThisUser(
            Ownership.CurrentUid == 0,
            Variables
                .Select(name => (name, value: Environment.GetEnvironmentVariable(name)))
                .Where(variable => variable.value is not null)
                .ToDictionary(variable => variable.name, variable => variable.value!)
        );
}
