namespace Railhead.Aws;

/// <param name="Resource">Its address.</param>
/// <param name="Before">USD a month; 0 for a new resource.</param>
/// <param name="After">USD a month; 0 for a deleted one.</param>
public sealed record CostLineDifference(string Resource, decimal Before, decimal After);
