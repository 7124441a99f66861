using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Compare;
using CondaEnv.Formats.Locks;
using CondaEnv.Machines.Host;

namespace CondaEnv.Tests.Support;

/// <summary>Sides of comparisons, and what comes of them.</summary>
internal static class Comparisons
{
    private static readonly string s_absent = Path.Combine(AppContext.BaseDirectory, "absent");

    /// <summary>A machine with nothing on it: what is compared is given by its path.</summary>
    private static Machine Machine => new(static _ => null, s_absent)
    {
        IsWindows = OperatingSystem.IsWindows(),
        ComputerName = Environment.MachineName,
        CurrentDirectory = Directory.GetCurrentDirectory(),
        SystemRoot = s_absent,
    };

    public static EnvironmentService Service(ICollection<CondaEnvException>? problems = null, ICollection<string>? warnings = null) =>
        new(Machine, static () => new YamlDotNetReader(), problems is null ? static _ => { } : problems.Add, static _ => { }, warnings is null ? null : warnings.Add);

    /// <summary>What a text names, as the command line takes it.</summary>
    public static ComparedSide Side(string text, ICollection<CondaEnvException>? problems = null)
    {
        EnvironmentService service = Service(problems);
        return service.Side(service.ParseTarget(text, Path.GetFullPath), new LockSelection(), CancellationToken.None);
    }

    public static IReadOnlyList<CondaEnvDifference> Rows(string reference, string difference, bool includeEqual = false) =>
        EnvironmentComparer.Compare(Side(reference), Side(difference), includeEqual).Rows;

    public static IReadOnlyList<CondaEnvDifference> Rows(IReadOnlyList<CondaPackage> reference, IReadOnlyList<CondaPackage> difference, bool includeEqual = false) =>
        EnvironmentComparer.Compare(ComparedSide.Of(reference), ComparedSide.Of(difference), includeEqual).Rows;

    /// <summary>Each row as a line.</summary>
    public static string[] Lines(IEnumerable<CondaEnvDifference> rows) =>
        [.. rows.Select(static r => $"{r.Change} {r.Name} {r.ReferenceVersion}{r.SideIndicator}{r.DifferenceVersion}{(r.Level is null ? "" : " " + r.Level)}{(r.Detail is null ? "" : ": " + r.Detail)}")];
}
