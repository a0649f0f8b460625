namespace Railhead.Model;

/// <summary>The app's buckets.</summary>
static class StorageKeys
{
    public static readonly KeySection Section = new("storage");

    public static readonly NamedMapping Buckets = Section.Add(
        new NamedMapping(
            "storage.buckets",
            new NameRule(TextForms.ShortNamePattern(), DataDiagnostics.BucketName),
            new NameRule(BucketNames.FreePattern(), DataDiagnostics.ReservedBucket)
        )
        {
            Meaning =
                "Buckets by name; `files` is always there, and is `S3_BUCKET_NAME`. "
                + "Names consist of lower-case letters, digits and hyphens, begin with a letter and have 20 characters at most. "
                + "`artifacts`, `access-logs`, `state` and names that end with `-copy` are reserved for Railhead.",
            Always = BucketNames.Files,
        }
    );

    public static readonly Key<bool> Versioning = Section.Add(
        new Key<bool>("storage.buckets.*.versioning", Values.Boolean, true)
        {
            Meaning = "Whether overwritten and deleted objects are kept for 90 days.",
            Local = Support.NotYet("overwritten objects are gone"),
        }
    );

    public static readonly Key<int?> ExpireDays = Section.Add(
        new Key<int?>("storage.buckets.*.expire_days", Values.OrNull(Values.Integer(1, 36500)), null)
        {
            Meaning = "Days after which objects are deleted. Null: never.",
            Local = Support.NotYet("objects stay until they are deleted"),
        }
    );
}
