namespace Railhead.Local;

/// <summary>The use of an environment's block of 256 ports.</summary>
/// <param name="Base">Its first port.</param>
public sealed record PortPlan(int Base)
{
    const int Size = 256,
        FirstTask = 16;

    public int Database => Base;

    /// <summary>Object storage and role credentials.</summary>
    public int Storage => Base + 1;

    /// <summary>Answers the challenges of ACME while a certificate is being ordered.</summary>
    public int Challenge => Base + 2;

    public bool Has(int port) => port >= Base && port < Base + Size;

    /// <summary>
    /// The first pair (app, nginx) that no task of <paramref name="tasks"/> has. The least recently used pair would be no better, because
    /// the
    /// processes of a task are gone before its row is.
    /// </summary>
    public (int App, int Nginx) NextPair(IReadOnlyCollection<TaskRow> tasks)
    {
        var taken = tasks.Select(task => task.AppPort).ToHashSet();
        for (var port = Base + FirstTask; port + 1 < Base + Size; port += 2)
        {
            if (!taken.Contains(port))
            {
                return (port, port + 1);
            }
        }

        throw ControlPlaneErrors.TooManyTasks((Size - FirstTask) / 2);
    }
}
