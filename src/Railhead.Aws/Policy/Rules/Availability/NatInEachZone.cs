using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>nat-in-each-zone</c>.</summary>
static class NatInEachZone
{
    public static PolicyRule Rule { get; } =
        new("RH6071", "nat-in-each-zone", PolicyArea.Availability, Severity.Warning)
        {
            Reason = "When the zone of the only NAT gateway fails, no zone reaches the Internet.",
            Fix = "Put a NAT gateway into each zone that has private subnets.",
            Source = "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_nat_gateway").ToList() is [var only]
                && plan.Of("aws_subnet").Select(subnet => subnet["availability_zone"].Text).Distinct().Count() > 1
                    ? [only.Says("all zones leave by one NAT gateway")]
                    : [],
        };
}
