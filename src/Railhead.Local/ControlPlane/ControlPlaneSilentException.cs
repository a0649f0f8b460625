using Railhead.Model;

namespace Railhead.Local;

/// <summary>The control plane has not answered for as long as the caller was ready to wait.</summary>
public sealed class ControlPlaneSilentException(string code, string message, string hint) : RailheadException(code, message, hint);
