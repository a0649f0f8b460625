namespace Railhead.Aws;

/// <summary>Scripts that are copied into the output unchanged.</summary>
static class Scripts
{
    public static string Read(string name)
    {
        using var stream =
            typeof(Scripts).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"no script \"{name}\"", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
