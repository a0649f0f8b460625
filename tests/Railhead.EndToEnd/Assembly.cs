using Xunit.Sdk;

// Each scenario has the machine to itself: loads and kills of one would show up in the other's figures.
[assembly: Xunit.v3.Parallelization(Mode = ParallelMode.None)]
