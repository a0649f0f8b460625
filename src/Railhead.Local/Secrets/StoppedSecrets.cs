namespace Railhead.Local;

/// <summary>
/// The secrets of an environment without a control plane: it is down, or has never been up. In the latter case its first secret makes its
/// folder.
/// </summary>
public sealed class StoppedSecrets(Layout layout, MasterKey masterKey, TimeProvider time)
{
    public void Set(string name, string value)
    {
        MachinePaths.PrepareRoot(layout, new Account("this user", Ownership.CurrentUid, Ownership.CurrentGid));
        Store().Set(name, value);
    }

    public IReadOnlyList<SecretEntry> List() => SecretStore.IsThere(layout) ? Store().List() : [];

    /// <returns>False when there was none of that name.</returns>
    public bool Remove(string name) => SecretStore.IsThere(layout) && Store().Remove(name);

    SecretStore Store() => new(layout, masterKey, time);
}
