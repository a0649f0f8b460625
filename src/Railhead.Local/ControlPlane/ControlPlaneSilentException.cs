using Railhead.Model;

namespace Railhead.Local;

/// <summary>The control plane has not answered for as long as the caller was ready to wait.</summary>
public sealed class ControlPlaneSilentException(TimeSpan patience)
    : RailheadException(
        "RH3050",
        $"The control plane has not answered for {patience.TotalSeconds:0} s.",
        "The app keeps running without it; \"railhead up\" starts it again."
    );
