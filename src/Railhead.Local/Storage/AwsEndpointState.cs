using Railhead.Model;
using Railhead.ObjectStore;
using Store = Railhead.ObjectStore.ObjectStore;

namespace Railhead.Local;

/// <summary>
/// The store and what is allowed at the moment. The configuration is swapped as a whole; a request keeps the one that it began with.
/// </summary>
sealed class AwsEndpointState : IDisposable
{
    readonly string _file;
    readonly TimeProvider _time;
    readonly Lock _reloading = new();
    volatile Current _current;
    (DateTime, long) _stamp;

    /// <exception cref="InvalidDataException">The configuration cannot be used.</exception>
    public AwsEndpointState(string file, TimeProvider time)
    {
        _file = file;
        _time = time;
        _stamp = StampOf(file);
        var configuration = AwsEndpointConfiguration.Read(file);
        Store = Store.Open(configuration.DataFolder, time);
        _current = Apply(configuration);
    }

    public Store Store { get; }

    public AwsEndpointConfiguration Configuration => _current.Configuration;

    public RoleCredentials Credentials => _current.Credentials;

    public bool IsRole(string name) => _current.Roles.ContainsKey(name);

    /// <summary>Whether the file was replaced since it was last read.</summary>
    public bool HasChanged() => StampOf(_file) != _stamp;

    /// <summary>Takes up the file.</summary>
    /// <returns>False when that takes a restart: port, folder and socket cannot change in a running process.</returns>
    /// <exception cref="InvalidDataException">It cannot be used; everything stays as it was.</exception>
    public bool Reload()
    {
        lock (_reloading)
        {
            _stamp = StampOf(_file);
            var next = AwsEndpointConfiguration.Read(_file);
            var now = Configuration;
            if (next.Port != now.Port || next.DataFolder != now.DataFolder || next.AdminSocket != now.AdminSocket)
            {
                return false;
            }

            _current = Apply(next);
            return true;
        }
    }

    /// <summary>Who signs with this key: a session of a role that the environment has.</summary>
    public Principal? Authenticate(string accessKeyId, string? sessionToken)
    {
        var current = _current;
        if (current.Credentials.Verify(accessKeyId, sessionToken) is not { } session)
        {
            return null;
        }

        if (!current.Roles.TryGetValue(session.Role, out var role))
        {
            return null;
        }

        return new Principal
        {
            Name = $"{session.Role}/{session.Task}",
            SecretAccessKey = session.SecretAccessKey.Reveal(),
            Allows = (action, resource) => Policy.Allows(role, action, resource),
            Expires = session.Expires,
        };
    }

    public void Dispose() => Store.Dispose();

    Current Apply(AwsEndpointConfiguration configuration)
    {
        foreach (var bucket in configuration.Buckets)
        {
            Store.EnsureBucket(bucket.Name, bucket.Versioning);
        }

        return new Current(
            configuration,
            new RoleCredentials(Convert.FromBase64String(configuration.SigningKey), _time),
            configuration.Roles.ToDictionary(role => role.Name, StringComparer.Ordinal)
        );
    }

    static (DateTime, long) StampOf(string file) =>
        new FileInfo(file) is { Exists: true } found ? (found.LastWriteTimeUtc, found.Length) : default;

    sealed record Current(AwsEndpointConfiguration Configuration, RoleCredentials Credentials, IReadOnlyDictionary<string, Role> Roles);
}
