using System.IO;
using System.Threading;
using CondaEnv.Machines.Host;

namespace CondaEnv.Cli;

/// <summary>What a run has around it; a test gives another.</summary>
/// <param name="Machine">The machine to look at.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Cancellation">Ends the work.</param>
internal sealed record Terminal(Machine Machine, TextWriter Output, TextWriter Error, CancellationToken Cancellation);
