using Railhead.Model;

namespace Railhead.Local;

/// <summary>Errors of secrets, of the file that holds them and of the master key.</summary>
public static class SecretErrors
{
    const string Restore = "Restore it from a copy.";
    const string Encode = "Encode it, for example as base64.";

    public static RailheadException Unknown(string name) =>
        new("RH3040", $"There is no secret \"{name}\".", "\"railhead secrets list\" shows the names.");

    public static SecretsException NotSet(string name) => new("RH3171", $"The secret {name} has no value.", $"railhead secrets set {name}");

    public static SecretsException FileDamaged(string file) =>
        new("RH3042", $"{file}: the file of the environment's secrets is damaged, or a program other than Railhead changed it.", Restore);

    public static SecretsException FileMissing(string file) =>
        new("RH3162", $"{file}: the file of the environment's secrets is missing.", "Restore it from a copy and try again.");

    public static SecretsException MasterKeyDoesNotFit(string file) =>
        new(
            "RH3163",
            $"{file}: the master key does not open this file. The key or the file is another environment's, or the file was changed.",
            "Restore the file and the master key that belong together."
        );

    public static SecretsException MasterKeyMissing(string file, string secrets) =>
        new(
            "RH3164",
            $"{file}: the master key is missing, and Railhead cannot read the secrets in {secrets} without it.",
            "Restore it from a copy. Without one, the environment must be made anew (railhead down --purge)."
        );

    public static SecretsException MasterKeyOpenToOthers(string file, UnixFileMode mode) =>
        new(
            "RH3165",
            $"{file}: users other than its owner can read the master key (mode {Convert.ToString((int)mode, 8)}).",
            $"chmod 600 {ShellText.Quote(file)}"
        );

    public static SecretsException MasterKeyDamaged(string file, string form) =>
        new("RH3166", $"{file}: this file is not a master key ({form}).", Restore);

    public static SecretsException NoPlaceForMasterKey() =>
        new("RH3167", "The master key has no place: neither XDG_CONFIG_HOME nor HOME is set.", "Set HOME.");

    public static SecretsException NameInvalid(string name) =>
        new(
            "RH3168",
            $"\"{name}\" is not a valid secret name.",
            "Use letters, digits and underscores, and do not begin with a digit: the name becomes a variable."
        );

    public static SecretsException ValueNotText(string name) =>
        new("RH3169", $"The value of {name} is not valid text, or has a NUL byte, which no variable can hold.", Encode);

    public static SecretsException ValueTooLong(string name, int size, int limit) =>
        new("RH3170", $"The value of {name} has {size} bytes; the limit is {limit}.", "Put it into the object store instead.");
}
