using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Compare;

/// <summary>Compares two sides of any type.</summary>
internal static class EnvironmentComparer
{
    /// <summary>
    /// Compares packages with packages, specs with packages, or specs with specs, depending on the sides.
    /// </summary>
    /// <param name="reference">The reference side.</param>
    /// <param name="difference">The difference side.</param>
    /// <param name="includeEqual">True to include rows for items that do not differ.</param>
    /// <returns>The rows, sorted by change and name, and notes on what could not be compared.</returns>
    /// <exception cref="CondaEnvException">LockEnvironmentRequired if a lock file has several candidates.</exception>
    public static Comparison Compare(ComparedSide reference, ComparedSide difference, bool includeEqual)
    {
        // For a lock file with several platforms, use the platform of the other side.
        string? platform = reference.OnlyPlatform ?? difference.OnlyPlatform;
        reference = reference.For(platform);
        difference = difference.For(platform);
        DifferenceRows rows = new(reference, difference, includeEqual);
        List<string> notes = [];
        if (reference.Packages is not null && difference.Packages is not null)
        {
            bool pip = reference.KnowsPip && difference.KnowsPip;
            if (!pip && (HasPip(reference.Packages) || HasPip(difference.Packages)))
            {
                notes.Add($"pip packages are not compared: '{(reference.KnowsPip ? difference : reference).Label}' comes from the history, which does not record them.");
            }

            StateComparison.Compare(Chosen(reference.Packages, pip), Chosen(difference.Packages, pip), rows);
        }
        else if (reference.Packages is null && difference.Packages is null)
        {
            FileComparison.Compare(reference.File!, difference.File!, rows);
        }
        else
        {
            bool isReference = reference.Packages is null;
            CondaEnvFile file = (isReference ? reference : difference).File!;
            SpecComparison.Compare(file, isReference ? difference : reference, isReference, rows);
            notes.AddRange(file.Dependencies
                .Where(static d => d.Manager is null)
                .Select(static d => d.Section)
                .Distinct()
                .Select(section => $"What '{file.Path}' asks for below '{section}:' is not compared; only conda and pip packages are."));
        }

        return new Comparison(reference, difference, rows.Sorted(), notes);
    }

    private static bool HasPip(IReadOnlyList<CondaPackage> packages) => packages.Any(static p => p.Manager == PackageManager.Pip);

    private static IReadOnlyCollection<CondaPackage> Chosen(IReadOnlyList<CondaPackage> packages, bool pip) =>
        pip ? packages : [.. packages.Where(static p => p.Manager != PackageManager.Pip)];
}
