namespace Railhead.Cli;

static class WriterLines
{
    public static void WriteLines(this TextWriter to, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            to.WriteLine(line);
        }
    }
}
