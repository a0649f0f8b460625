using System.Text.RegularExpressions;

namespace Railhead.Model;

/// <param name="Pattern">A good name matches it.</param>
/// <param name="Otherwise">The finding for any other.</param>
sealed record NameRule(Regex Pattern, Func<Place, string, Finding> Otherwise);
