namespace Railhead.Model.Tests;

/// <summary>One TCP packet.</summary>
readonly record struct NaivePacket(uint Source, int SourcePort, uint Destination, int DestinationPort)
{
    public NaivePacket Answer => new(Destination, DestinationPort, Source, SourcePort);
}
