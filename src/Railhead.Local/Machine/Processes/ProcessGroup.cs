using System.Globalization;

namespace Railhead.Local;

/// <summary>The process group that a service's last start recorded in the file <c>group</c>.</summary>
sealed record ProcessGroup(int Id, long Started)
{
    /// <summary>The group of a service; see <see cref="Read"/>.</summary>
    public static ProcessGroup? Of(string serviceFolder) => Read(Path.Combine(serviceFolder, "group"));

    /// <summary>Null when none is recorded, or by another boot, or when its number belongs to somebody else by now.</summary>
    /// <param name="file">A line: group, start of its leader in clock ticks, boot id.</param>
    public static ProcessGroup? Read(string file)
    {
        try
        {
            var fields = File.ReadAllText(file).Trim().Split(' ');
            if (fields.Length != 3 || fields[2] != ProcessTable.BootId())
            {
                return null;
            }

            var group = new ProcessGroup(
                int.Parse(fields[0], CultureInfo.InvariantCulture),
                long.Parse(fields[1], CultureInfo.InvariantCulture)
            );
            return ProcessTable.Find(group.Id) is { } leader && leader.Started != group.Started ? null : group;
        }
        catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public bool IsLeaderAlive => ProcessTable.Find(Id) is { IsZombie: false } leader && leader.Started == Started;

    /// <summary>Ends all its processes; returns when none is left or KILL has had two seconds.</summary>
    public async Task EndAsync(int signal, TimeSpan grace, TimeProvider time)
    {
        if (!ProcessTable.Signal(-Id, signal))
        {
            return;
        }

        if (await Wait.UntilAsync(() => !ProcessTable.IsGroupAlive(Id), grace, time))
        {
            return;
        }

        ProcessTable.Signal(-Id, Signals.Kill);
        await Wait.UntilAsync(() => !ProcessTable.IsGroupAlive(Id), TimeSpan.FromSeconds(2), time);
    }

    /// <summary>Signals every member but the leader.</summary>
    public void SignalFollowers(int signal)
    {
        foreach (var member in ProcessTable.Pids().Select(ProcessTable.Find))
        {
            if (member is { IsZombie: false } && member.Group == Id && member.Pid != Id)
            {
                ProcessTable.Signal(member.Pid, signal);
            }
        }
    }
}
