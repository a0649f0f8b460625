namespace Railhead.Local;

/// <summary>The master key of whoever runs this process.</summary>
public static class MasterKeys
{
    public static MasterKey OfThisProcess() => MasterKey.OfThisUser(
        Ownership.CurrentUid == 0,
        new[] { "XDG_CONFIG_HOME", "HOME" }
            .Select(name => (name, value: Environment.GetEnvironmentVariable(name)))
            .Where(variable => variable.value is not null)
            .ToDictionary(variable => variable.name, variable => variable.value!));
}
