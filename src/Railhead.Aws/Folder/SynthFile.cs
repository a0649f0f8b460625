namespace Railhead.Aws;

/// <summary>A file of the infrastructure folder.</summary>
/// <param name="Path">Relative, with slashes: <c>network.tf</c>, <c>docker/nginx/nginx.conf</c>.</param>
/// <param name="Text">Without the mark that synth adds.</param>
/// <param name="Executable">Whether it is a script that can be run.</param>
public sealed record SynthFile(string Path, string Text, bool Executable = false)
{
    /// <summary>The bytes of a binary file, whose <see cref="Text"/> is empty; else null.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }

    /// <summary>A Terraform file, formatted as <c>terraform fmt</c> would.</summary>
    internal static SynthFile Terraform(string path, params IEnumerable<HclBody> bodies) =>
        new(path, HclFormat.Apply(string.Join("\n\n", bodies.Select(body => body.Text).Where(text => text.Length > 0))));
}
