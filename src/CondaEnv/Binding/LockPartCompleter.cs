using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Formats.Locks;

namespace CondaEnv.Binding;

/// <summary>Completes environments, categories and platforms of the lock files on the command line.</summary>
internal sealed class LockPartCompleter : CondaEnvCompleter
{
    private static readonly string[] s_files = ["Path", "LiteralPath", "InputObject", "ReferenceObject", "DifferenceObject"];

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound)
    {
        IReadOnlyList<CondaEnvFile> locks = [.. Files(bound).Select(CompletionCache.Current.TryImport).OfType<CondaEnvFile>().Where(LockSelection.HasParts)];
        IEnumerable<(string Name, string ToolTip)> parts = parameter == "Platform"
            ? locks.SelectMany(LockSelection.PlatformsOf).Distinct(StringComparer.Ordinal).Select(static p => (p, p))
            : locks.SelectMany(static l => l.LockEnvironments).GroupBy(static e => e.Key, StringComparer.Ordinal)
                .Select(static g => (g.Key, string.Join(", ", g.SelectMany(static e => e.Value).Distinct(StringComparer.Ordinal))));
        return parts.Where(p => Begins(p.Name, word)).OrderBy(static p => p.Name, StringComparer.Ordinal).Select(static p => Offer(p.Name, p.ToolTip.Length > 0 ? p.ToolTip : p.Name));
    }

    private static IEnumerable<string> Files(IDictionary bound) =>
        from parameter in s_files
        where bound.Contains(parameter)
        from value in LanguagePrimitives.GetEnumerable(bound[parameter])?.Cast<object?>() ?? [bound[parameter]]
        let text = (value is PSObject wrapped ? wrapped.BaseObject : value) as string
        where !string.IsNullOrEmpty(text)
        select text;
}
