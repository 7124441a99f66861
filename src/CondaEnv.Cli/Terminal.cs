using System.IO;
using System.Threading;
using CondaEnv.Machines.Host;

namespace CondaEnv.Cli;

/// <summary>The surroundings of a run, which tests can replace.</summary>
/// <param name="Machine">The machine to inspect.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Cancellation">Cancels the work.</param>
internal sealed record Terminal(Machine Machine, TextWriter Output, TextWriter Error, CancellationToken Cancellation);
