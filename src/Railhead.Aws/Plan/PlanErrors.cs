using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The errors of reading a plan: one method per code. <c>docs/errors.md</c> lists them.</summary>
public static class PlanErrors
{
    public static RailheadException NotAPlan(Exception? inner = null) =>
        new(
            "RH5070",
            "The file is not a Terraform plan as JSON.",
            "Write one: terraform plan -out=plan && terraform show -json plan > plan.json",
            inner
        );
}
