namespace Railhead.Model;

public enum ScalingMetric
{
    Cpu,
    Memory,
    Requests,
}
