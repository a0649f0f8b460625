namespace Railhead.Aws.Tests;

/// <summary>A mistake in a plan, and the rule that finds it.</summary>
/// <param name="Text">The mistake, for the list.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Resource">The resource at which it is found; null: at any.</param>
/// <param name="Plant">Changes the plan.</param>
sealed record PlantedMistake(string Text, string Rule, string? Resource, Func<PlantedPlan, PlantedPlan> Plant);
