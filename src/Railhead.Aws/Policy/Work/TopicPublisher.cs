namespace Railhead.Aws;

/// <summary>A service that publishes to topics.</summary>
/// <param name="Service">Its principal.</param>
/// <param name="IsInDefault">Whether a topic's default policy lets it publish for the topic's own account.</param>
/// <param name="Publishes">Whether a resource of the plan makes it publish to the topic.</param>
sealed record TopicPublisher(string Service, bool IsInDefault, Func<PolicyPlan, PolicyResource, bool> Publishes);
