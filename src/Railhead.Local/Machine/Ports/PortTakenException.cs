using Railhead.Model;

namespace Railhead.Local;

/// <summary>A port that was asked for is not to be had; the message names who has it and what to do.</summary>
public sealed class PortTakenException(string message) : RailheadException("RH3008", message);
