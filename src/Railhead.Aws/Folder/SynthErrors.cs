using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The errors of the infrastructure folder: one method per code. <c>docs/errors.md</c> lists them.</summary>
public static class SynthErrors
{
    public static RailheadException NotWritten(string folder, string environment) =>
        new("RH5024", $"{folder} contains no Terraform yet.", $"Write it: railhead synth --env {environment}");
}
