using System.Globalization;
using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>PostgreSQL's three configuration files, as pure functions of a record.</summary>
/// <param name="ClusterName">Shown in the titles of its processes, such as <c>guestbook-local</c>.</param>
/// <param name="Port">On 127.0.0.1.</param>
/// <param name="SocketFolder">Folder of the unix socket.</param>
/// <param name="DatabaseName">The app's database.</param>
/// <param name="Role">The app's role.</param>
/// <param name="SuperuserFor">Unix users that may be <see cref="Superuser"/> over the socket.</param>
/// <param name="Parameters">The architecture's own settings, which win.</param>
public sealed partial record PostgresConfiguration(
    string ClusterName,
    int Port,
    string SocketFolder,
    string DatabaseName,
    string Role,
    IReadOnlyList<string> SuperuserFor,
    IReadOnlyDictionary<string, string> Parameters
)
{
    /// <summary>The role that <c>initdb</c> makes.</summary>
    public const string Superuser = "postgres";

    /// <summary>Connections that the server takes.</summary>
    public const int MaxConnections = 200;

    /// <summary>Connections that the app's role may have: a leak in the app leaves room for the control plane.</summary>
    public const int AppConnections = 180;

    const string Heading = "# Written by Railhead; changes are overwritten.\n";

    /// <summary>The configuration of an environment's database.</summary>
    public static PostgresConfiguration For(
        Architecture architecture,
        Model.Database database,
        Layout layout,
        Accounts accounts,
        int port
    ) =>
        new(
            $"{architecture.App}-{architecture.Environment}",
            port,
            layout.RunDatabase,
            database.Name,
            database.Username,
            [accounts.Control.Name, accounts.Database.Name],
            database.Parameters
        );

    /// <summary>postgresql.conf. Sized for a machine that it shares: no share of the memory is taken, 128 MB at most are kept.</summary>
    public string Settings() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {Heading}cluster_name = {Quote(ClusterName)}
            listen_addresses = '127.0.0.1'
            port = {Port}
            unix_socket_directories = {Quote($"\"{SocketFolder}\"")}
            unix_socket_permissions = 0700
            max_connections = {MaxConnections}
            superuser_reserved_connections = 5
            ssl = off
            password_encryption = 'scram-sha-256'

            fsync = on
            synchronous_commit = on
            full_page_writes = on
            wal_level = replica
            min_wal_size = 80MB
            max_wal_size = 512MB

            shared_buffers = 128MB
            effective_cache_size = 512MB
            work_mem = 4MB
            maintenance_work_mem = 64MB
            huge_pages = off
            jit = off

            logging_collector = off
            log_destination = 'stderr'
            log_line_prefix = '%m [%p] %q%u@%d '
            log_statement = 'none'
            log_timezone = 'UTC'
            timezone = 'UTC'
            lc_messages = 'C'
            default_text_search_config = 'pg_catalog.english'
            statement_timeout = 0

            {string.Concat(Parameters.Select(each => $"{Name(each.Key)} = {Quote(each.Value)}\n"))}
            """
        );

    /// <summary>pg_hba.conf: the superuser by Unix user and socket only, the app by password over loopback only, nobody else.</summary>
    public string Access() =>
        $"""
            {Heading}local all {QuoteWord(Superuser)} peer map=railhead
            host {QuoteWord(DatabaseName)} {QuoteWord(Role)} 127.0.0.1/32 scram-sha-256

            """;

    /// <summary>pg_ident.conf: the Unix users that are the superuser.</summary>
    public string Users() =>
        Heading + string.Concat(SuperuserFor.Distinct().Select(user => $"railhead {QuoteWord(user)} {QuoteWord(Superuser)}\n"));

    static string Quote(string value) =>
        $"'{Line(value).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    static string Name(string name) =>
        ParameterName().IsMatch(name) ? name : throw new ArgumentException($"{name}: not the name of a setting");

    // Quotes also take the special meaning from names such as "all" and "replication". These files know no escape for a quote.
    static string QuoteWord(string value) =>
        value.Contains('"', StringComparison.Ordinal)
            ? throw new ArgumentException($"{value}: a name with a double quote in it")
            : $"\"{Line(value)}\"";

    static string Line(string value) =>
        value.AsSpan().ContainsAny('\n', '\r', '\0') ? throw new ArgumentException($"{value}: a value of more than one line") : value;

    [GeneratedRegex(@"\A[a-z_][a-z0-9_.]*\z")]
    private static partial Regex ParameterName();
}
