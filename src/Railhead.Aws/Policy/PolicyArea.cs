namespace Railhead.Aws;

/// <summary>The subject of a rule.</summary>
public enum PolicyArea
{
    Encryption,
    Privilege,
    Exposure,
    Backup,
    Availability,
    Logging,
    Cost,
    Names,
}
