namespace Railhead.Model;

/// <summary>Divides addresses into classes that no rule tells apart, so that one address of each answers for all.</summary>
static class AddressClasses
{
    /// <summary>One address of each class within a range.</summary>
    /// <param name="within">The addresses to divide.</param>
    /// <param name="ranges">All ranges that rules and routes name.</param>
    /// <param name="isPublic">Only addresses that the Internet routes.</param>
    public static IReadOnlyList<uint> Of(AddressRange within, IReadOnlyCollection<AddressRange> ranges, bool isPublic)
    {
        var meeting = ranges.Where(range => range.Overlaps(within)).Distinct().ToList();
        var starts = meeting
            .Concat(isPublic ? AddressRange.Private : [])
            .SelectMany(range => new[] { range.First, range.Last == uint.MaxValue ? within.First : range.Last + 1 })
            .Append(within.First)
            .Where(within.Contains)
            .Distinct()
            .Order();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return starts
            .Where(start => !isPublic || AddressRange.IsPublic(start))
            .Where(start => seen.Add(string.Concat(meeting.Select(range => range.Contains(start) ? '1' : '0'))))
            .ToList();
    }
}
