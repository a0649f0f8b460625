namespace Railhead.Model;

/// <param name="Kind">Its task.</param>
/// <param name="Actor">Key of the role that does it on AWS.</param>
/// <param name="Timeout">Seconds.</param>
public sealed record PipelineStage(StageKind Kind, string Actor, int Timeout);
