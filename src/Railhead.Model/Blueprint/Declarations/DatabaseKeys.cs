namespace Railhead.Model;

/// <summary>The PostgreSQL database.</summary>
static class DatabaseKeys
{
    public static readonly KeySection Section = new("database");

    static readonly Support NoBackups = Support.NotYet("there are no automatic backups");

    static readonly Dictionary<string, string> NoneOnly = new(StringComparer.Ordinal) { ["none"] = "none" };

    /// <summary>Written instead of the mapping; <c>none</c> is its only value.</summary>
    public static readonly Key<string> None = Section.Add(
        new Key<string>("database", Values.Word(NoneOnly, Other), "")
        {
            Meaning = "`none`: no database, and the app does not get its variables.",
            Local = Support.As("a database that was there ends with the last task that uses it; its data stays."),
            DefaultIs = "a database",
            When = blueprint => !IsOn(blueprint),
        }
    );

    public static readonly Key<int?> Version = Section.Add(
        new Key<int?>("database.version", Values.OrNull(Values.Integer(13, 18)), null)
        {
            Meaning = "Major version of PostgreSQL. If left out, it is pinned at first use.",
            Local = Support.As("if left out, the installed version."),
            Aws = Support.As("if left out, version 15."),
            When = IsOn,
        }
    );

    public static readonly Key<string> Class = Section.Add(
        new Key<string>("database.class", Values.Text(TextForms.InstanceClass), "db.t4g.micro")
        {
            Meaning = "Size of the database server.",
            Local = Support.NotYet("the database shares the machine"),
            When = IsOn,
        }
    );

    public static readonly Key<int> Storage = Section.Add(
        new Key<int>("database.storage", Values.Integer(20, 65536, "GiB"), 20)
        {
            Meaning = "Size of the database's disk.",
            Aws = Support.As("it grows to five times that by itself."),
            Local = Support.NotYet("the database uses the machine's disk"),
            When = IsOn,
        }
    );

    public static readonly Key<bool> MultiAz = Section.Add(
        new Key<bool>("database.multi_az", Values.Boolean, false, production: true)
        {
            Meaning = "Whether a standby waits in another zone.",
            Local = Support.NotYet("there is one database without a standby"),
            When = IsOn,
        }
    );

    public static readonly Key<int> Replicas = Section.Add(
        new Key<int>("database.replicas", Values.Integer(0, 15), 0)
        {
            Meaning = "Number of read replicas. They need `backup_days`.",
            Local = Support.NotYet("there are no read replicas"),
            When = IsOn,
        }
    );

    public static readonly Key<int> BackupDays = Section.Add(
        new Key<int>("database.backup_days", Values.Integer(0, 35), 7, production: 14)
        {
            Meaning = "The database can be restored to any moment of these last days. 0: no backups.",
            Local = NoBackups,
            When = IsOn,
        }
    );

    public static readonly Key<bool> BackupCopy = Section.Add(
        new Key<bool>("database.backup_copy", Values.Boolean, false)
        {
            Meaning = "Whether backups are copied to a second region. They need `backup_days`.",
            Aws = Support.As("a key of that region encrypts the copies."),
            Local = NoBackups,
            When = IsOn,
        }
    );

    static Finding Other(YamlNode written) =>
        written is YamlScalar { IsNull: true }
            ? DataDiagnostics.DatabaseIsNothing(written.At)
            : DataDiagnostics.DatabaseIsText(written.At, ValueReaders.Kind(written));

    /// <summary>Whether there is a database at all.</summary>
    public static bool IsOn(Blueprint blueprint) => blueprint.Nearest(None.Path)?.Replaced.Contains(None.Path) != true;
}
