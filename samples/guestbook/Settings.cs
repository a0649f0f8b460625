using System.Globalization;
using Npgsql;

namespace Guestbook;

/// <summary>The settings that the app reads from its environment.</summary>
sealed record Settings(int Port, string Database, string Bucket, string Region, string Revision)
{
    /// <summary>The name of the answering task, for the page's footer.</summary>
    public string Task => $"{Environment.MachineName}:{Port}";

    public static Settings Read()
    {
        var database = new NpgsqlConnectionStringBuilder
        {
            Host = Required("RDS_HOSTNAME"),
            Port = Number("RDS_PORT", 5432),
            Database = Required("RDS_DB_NAME"),
            Username = Required("RDS_USERNAME"),
            Password = Required("RDS_PASSWORD"),
            ApplicationName = "guestbook",
            // During a deployment two task sets share the connections of a small database.
            MaxPoolSize = 10,
            Timeout = 3,
            CommandTimeout = 5,
            KeepAlive = 30,
        };
        return new(
            Number("PORT", 3000),
            database.ConnectionString,
            Required("S3_BUCKET_NAME"),
            Required("S3_REGION_NAME"),
            Environment.GetEnvironmentVariable("APP_REVISION") is { Length: > 0 } revision ? revision : "unknown"
        );
    }

    static string Required(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new SettingsException($"The environment variable {name} is missing.");

    static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is not { Length: > 0 } value ? otherwise
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : throw new SettingsException($"The environment variable {name} must be a number.");
}

/// <summary>A variable is missing or not valid; the message names it.</summary>
sealed class SettingsException(string message) : Exception(message);
