namespace Railhead.Model;

sealed record CheckDocument(IReadOnlyList<Finding> Findings);
