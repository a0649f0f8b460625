using System.Globalization;

namespace Railhead.Model;

/// <summary>The form of <c>DATABASE_URL</c>.</summary>
public static class DatabaseUrl
{
    /// <summary>A libpq URI; every part is percent-encoded, so that no password can break it.</summary>
    public static string Compose(string username, string password, string host, int port, string database) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"postgres://{Uri.EscapeDataString(username)}:{Uri.EscapeDataString(password)}@{host}:{port}/{Uri.EscapeDataString(database)}"
        );
}
