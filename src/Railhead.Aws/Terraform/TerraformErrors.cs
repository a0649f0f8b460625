using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The errors of Terraform, and of AWS behind it: one method per code. <c>docs/errors.md</c> lists them.</summary>
public static class TerraformErrors
{
    const string LogIn = "Log in with \"aws sso login\" or \"aws configure\". If you have several profiles, choose one with AWS_PROFILE.";

    public static RailheadException NotInstalled() =>
        new(
            "RH5000",
            "Neither terraform nor tofu is on the PATH.",
            $"Install Terraform {TerraformBinary.Minimum} or newer (https://developer.hashicorp.com/terraform/install) or "
                + "OpenTofu (https://opentofu.org/docs/intro/install)."
        );

    public static RailheadException TooOld(string path, Version version) =>
        new(
            "RH5001",
            $"{path} is version {version}; Railhead needs {TerraformBinary.Minimum} or newer.",
            "https://developer.hashicorp.com/terraform/install"
        );

    /// <param name="path">The program.</param>
    /// <param name="said">Its standard error.</param>
    /// <param name="inner">Why its answer could not be read.</param>
    public static RailheadException VersionUnknown(string path, string said, Exception inner) =>
        new(
            "RH5050",
            $"\"{path} version -json\" did not report a version. {said}".TrimEnd(),
            "Run it by hand to see why; install Terraform again if it is damaged.",
            inner
        );

    /// <param name="command">Of Terraform: <c>plan</c>.</param>
    /// <param name="errors">Terraform's own lines.</param>
    public static RailheadException Failed(string command, string errors) => new("RH5002", $"terraform {command} failed:\n{errors}");

    public static RailheadException ProviderUnavailable(string errors) =>
        new(
            "RH5003",
            $"Terraform could not install the AWS provider:\n{errors}",
            "Terraform downloads it from registry.terraform.io. Without access to that, name a local mirror in Terraform's CLI "
                + "configuration (provider_installation)."
        );

    public static RailheadException NoCredentials(Exception? inner = null) => new("RH5010", "No AWS credentials found.", LogIn, inner);

    /// <param name="reason">What AWS said, or that they are expired or wrong.</param>
    /// <param name="inner">The answer.</param>
    public static RailheadException CredentialsRefused(string reason, Exception? inner = null) =>
        new("RH5011", $"AWS refused the credentials: {reason}", LogIn, inner);

    public static StateBucketMissingException StateBucketMissing() =>
        new(
            "RH5012",
            "The bucket for Terraform's state does not exist in this account and region.",
            "Create it: railhead bootstrap, with the same --env."
        );

    /// <param name="holder">Who holds the lock.</param>
    /// <param name="since">When the lock was taken.</param>
    /// <param name="id">Of the lock.</param>
    public static RailheadException StateLocked(string holder, string since, string id) =>
        new(
            "RH5013",
            $"Somebody else is changing this environment: the state is locked by {holder} since {since}.",
            "Wait until that run has ended. If it was killed and nobody is working on the environment, run \"terraform "
                + $"force-unlock {id}\" in the environment's folder."
        );

    public static RailheadException AwsUnreachable(Exception cause) =>
        new(
            "RH5014",
            $"AWS did not answer: {cause.Message}",
            "Check the network, the proxy settings and AWS_ENDPOINT_URL, if it is set.",
            cause
        );

    public static RailheadException HostedZoneMissing() =>
        new(
            "RH5015",
            "This account has no Route 53 zone for the domain.",
            "Create it with \"aws route53 create-hosted-zone --name example.com --caller-reference 1\", and enter its name "
                + "servers at the registrar. If the zone has another name, set the variable hosted_zone (load_balancing.tf)."
        );

    public static RailheadException AlreadyExists(string command, string errors) =>
        new(
            "RH5016",
            $"terraform {command} failed:\n{errors}",
            "AWS already has this resource, but the state does not: an interrupted apply created it, or somebody else did. Run "
                + "\"terraform import ADDRESS NAME\" in the environment's folder, or delete the resource; then apply again."
        );
}
