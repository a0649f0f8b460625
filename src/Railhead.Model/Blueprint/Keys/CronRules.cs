using System.Globalization;

namespace Railhead.Model;

/// <summary>
/// AWS's cron expressions, as EventBridge's and Application Auto Scaling's guides have them: six fields, one of the two days is <c>?</c>.
/// </summary>
static class CronRules
{
    static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    static readonly (string Name, int Min, int Max, string[] Words)[] Fields =
    [
        ("minute", 0, 59, []),
        ("hour", 0, 23, []),
        ("day of month", 1, 31, []),
        ("month", 1, 12, Months),
        ("day of week", 1, 7, Days),
        ("year", 1970, 2199, []),
    ];

    const int DayOfMonth = 2,
        DayOfWeek = 4;

    public static TextForm Form { get; } = new("AWS's six fields, UTC", Pattern, Check);

    static Finding? Check(Place at, string path, string value)
    {
        var parts = value.Split(' ');
        var why =
            parts.Length != Fields.Length ? "it does not have six fields, with one space between two"
            : Enumerable.Range(0, parts.Length).FirstOrDefault(i => !IsField(i, parts[i]), -1) is >= 0 and var bad
                ? $"\"{ShapeDiagnostics.Shown(parts[bad])}\" is not a valid {Fields[bad].Name}"
            : (parts[DayOfMonth] == "?") == (parts[DayOfWeek] == "?") ? "exactly one of day of month and day of week must be ?"
            : null;
        return why is null ? null : ServiceDiagnostics.Cron(at, value, why);
    }

    static bool IsField(int field, string text) =>
        text switch
        {
            "*" => true,
            "?" or "L" => field is DayOfMonth or DayOfWeek,
            _ => text.Split(',').All(item => IsItem(field, item)),
        };

    static bool IsItem(int field, string item)
    {
        if (field == DayOfMonth && item.EndsWith('W'))
        {
            return IsValue(field, item[..^1]);
        }

        if (field == DayOfWeek && item.EndsWith('L'))
        {
            return IsValue(field, item[..^1]);
        }

        if (field == DayOfWeek && item.Split('#') is [var day, [>= '1' and <= '5']])
        {
            return IsValue(field, day);
        }

        return item.Split('/') switch
        {
            [var range] => IsRange(field, range),
            [var start, var step] => (start == "*" || IsRange(field, start)) && IsNumber(step, 1, Fields[field].Max),
            _ => false,
        };
    }

    static bool IsRange(int field, string text) =>
        text.Split('-') switch
        {
            [var value] => IsValue(field, value),
            [var from, var to] => IsValue(field, from) && IsValue(field, to) && Value(field, from) <= Value(field, to),
            _ => false,
        };

    static bool IsValue(int field, string text) =>
        Fields[field].Words.Contains(text) || IsNumber(text, Fields[field].Min, Fields[field].Max);

    static int Value(int field, string text) =>
        Array.IndexOf(Fields[field].Words, text) is >= 0 and var word
            ? word + Fields[field].Min
            : int.Parse(text, CultureInfo.InvariantCulture);

    static bool IsNumber(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max;

    /// <summary>The same rules; only whether a range runs forwards is left to <see cref="Check"/>.</summary>
    static string Pattern()
    {
        var fields = Enumerable.Range(0, Fields.Length).Select(FieldPattern).ToList();
        var days = $@"(?:\? {fields[3]} {fields[DayOfWeek]}|{fields[DayOfMonth]} {fields[3]} \?)";
        return $@"^{fields[0]} {fields[1]} {days} {fields[5]}\z";
    }

    static string FieldPattern(int field)
    {
        var (_, min, max, words) = Fields[field];
        var value = $"(?:{string.Join('|', words.Prepend(NumberPattern.Between(min, max)))})";
        var range = $"{value}(?:-{value})?";
        var item = $@"(?:{range}|(?:\*|{range})/{NumberPattern.Between(1, max)}";
        item += field switch
        {
            DayOfMonth => $"|{value}W)",
            DayOfWeek => $"|{value}L|{value}#[1-5])",
            _ => ")",
        };
        return field is DayOfMonth or DayOfWeek ? $@"(?:\*|L|{item}(?:,{item})*)" : $@"(?:\*|{item}(?:,{item})*)";
    }
}
