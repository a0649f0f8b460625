namespace Railhead.Model;

/// <summary>Sizes and numbers of the app's tasks.</summary>
static class ServiceKeys
{
    public static readonly KeySection Section = new("service");

    static readonly Support FixedNumber = Support.NotYet("the number of tasks stays at service.desired");

    static readonly Dictionary<string, IsolationMode> Modes = new(StringComparer.Ordinal)
    {
        ["auto"] = IsolationMode.Auto,
        ["off"] = IsolationMode.Off,
    };

    public static readonly Key<IsolationMode> Isolation = Section.Add(
        new Key<IsolationMode>("isolation", Values.Word(Modes, Other), IsolationMode.Auto)
        {
            Meaning =
                "Walls around the processes of the app. `auto`: they see their release, a private /tmp, their HOME and a read-only system; "
                + "they see no files or processes of others. `railhead status` says what the machine lacks for it. "
                + "`off`: only users and permissions keep apps apart.",
            Aws = Support.As("tasks are always containers."),
        }
    );

    static Finding Other(YamlNode written) => ServiceDiagnostics.Isolation(written.At, ValueReaders.Kind(written));

    public static readonly Key<int> Cpu = Section.Add(
        new Key<int>("service.cpu", Values.OneOf(Fargate.CpuSizes, Values.Words(Fargate.CpuSizes), ServiceDiagnostics.Cpu), 256)
        {
            Meaning = "CPU units of a task; 1024 are one core.",
            Local = Support.NotYet("tasks share the machine's CPU"),
        }
    );

    public static readonly Key<int> Memory = Section.Add(
        new Key<int>("service.memory", Values.Integer(512, 30720, "MiB"), 512)
        {
            Meaning =
                "Memory of a task. "
                + string.Join(" ", Fargate.CpuSizes.Select(cpu => $"`cpu: {cpu}` goes with {Fargate.MemoryWords(cpu)}.")),
            Local = Support.NotYet("tasks share the machine's memory"),
        }
    );

    public static readonly Key<int> Desired = Section.Add(
        new Key<int>("service.desired", Values.Integer(1, 100), 2) { Meaning = "Number of tasks. If left out, it follows `min` and `max`." }
    );

    public static readonly Key<int> Min = Section.Add(
        new Key<int>("service.min", Values.Integer(1, 100), 2)
        {
            Meaning = "Fewest tasks that scaling may leave; at most `desired`. If left out, it is not above `desired`.",
        }
    );

    public static readonly Key<int> Max = Section.Add(
        new Key<int>("service.max", Values.Integer(1, 100), 4)
        {
            Meaning = "Most tasks that scaling may start; at least `desired`. If left out, it is not below `desired`.",
            Local = FixedNumber with { Unless = blueprint => TaskCounts.Of(blueprint) is var counts && counts.Max == counts.Desired },
        }
    );

    public static readonly Key<int?> Sticky = Section.Add(
        new Key<int?>("service.sticky", Values.OrNull(Values.Integer(1, 604_800, "seconds")), null)
        {
            Meaning =
                "How long a browser stays with the task that answered it last, by the cookie `AWSALB`. Each answer begins the time anew. "
                + "If the task is gone, drains or fails its checks, another one takes over. Null: requests go to the tasks in turn.",
        }
    );

    public static readonly Key<int?> ScaleCpu = Section.Add(
        new Key<int?>("service.scale.cpu", Values.OrNull(Values.Integer(10, 95, "percent")), 60)
        {
            Meaning = "Average CPU use that scaling aims at. Null: CPU does not scale.",
            Local = FixedNumber,
        }
    );

    public static readonly Key<int?> ScaleMemory = Section.Add(
        new Key<int?>("service.scale.memory", Values.OrNull(Values.Integer(10, 95, "percent")), 70)
        {
            Meaning = "Average memory use that scaling aims at. Null: memory does not scale.",
            Local = FixedNumber,
        }
    );

    public static readonly Key<int?> ScaleRequests = Section.Add(
        new Key<int?>("service.scale.requests", Values.OrNull(Values.Integer(1, 1_000_000)), null)
        {
            Meaning = "Requests per task and minute that scaling aims at. Null: requests do not scale.",
            Local = FixedNumber,
        }
    );

    public static readonly NamedMapping Schedules = Section.Add(
        new NamedMapping("service.schedules", new NameRule(TextForms.ShortNamePattern(), ServiceDiagnostics.ScheduleName))
        {
            Meaning = "Changes of `min` and `max` at fixed times, by names of your choice.",
        }
    );

    public static readonly Key<string> ScheduleCron = Section.Add(
        new Key<string>("service.schedules.*.cron", Values.Text(CronRules.Form), "")
        {
            Meaning =
                "When the two numbers below begin to hold: minute, hour, day of month, month, day of week, year. "
                + "One of the two days is `?`.",
            RequiredExample = "cron: \"0 20 ? * MON-FRI *\"",
            Local = FixedNumber,
        }
    );

    public static readonly Key<int> ScheduleMin = Section.Add(
        new Key<int>("service.schedules.*.min", Values.Integer(1, 100), 0)
        {
            Meaning = "Fewest tasks from then on.",
            RequiredExample = "min: 1",
            Local = FixedNumber,
        }
    );

    public static readonly Key<int> ScheduleMax = Section.Add(
        new Key<int>("service.schedules.*.max", Values.Integer(1, 100), 0)
        {
            Meaning = "Most tasks from then on; at least `min`.",
            RequiredExample = "max: 1",
            Local = FixedNumber,
        }
    );
}
