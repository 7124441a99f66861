using System;

namespace CondaEnv.Benchmarks;

/// <summary>An input that can be made in any size.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="Size">The smallest size, that at which the fixed costs do not count any more.</param>
/// <param name="Prepare">Writes one of a size into a folder of its own, and gives what is to be measured.</param>
internal sealed record GrowthInput(string Name, int Size, Func<string, int, Action> Prepare);
