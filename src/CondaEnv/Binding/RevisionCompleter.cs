using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Completes revision numbers in descending order: those of the first environment on the command line, otherwise of the
/// active one.
/// </summary>
internal sealed class RevisionCompleter : CondaEnvCompleter
{
    private const int DateLength = 19;
    private const int DayLength = 10;

    /// <summary>
    /// Offers <c>env@2</c> and <c>env@2026-01-02</c> after <c>env@</c> was typed: revisions in descending order, then
    /// the days that have a revision.
    /// </summary>
    public static IEnumerable<CompletionResult> Of(string environment, string word)
    {
        string[] titles = [.. CompletionCache.Current.Revisions(CondaEnvTarget.Parse(environment))];
        IEnumerable<(string When, string Title)> revisions = titles.Select(static (title, number) => (number.ToString(CultureInfo.InvariantCulture), title)).Reverse();
        IEnumerable<(string When, string Title)> days = Enumerable.Reverse(titles).Where(static t => t.Length > DayLength)
            .GroupBy(static t => t.Substring(0, DayLength)).Select(static day => (day.Key, $"as it was at the end of {day.Key}"));
        return revisions.Concat(days).Where(r => Begins(r.When, word)).Select(r => Offer($"{environment}@{r.When}", r.Title.Length > 0 ? r.Title : r.When));
    }

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string parameter, string word, IDictionary bound)
    {
        IReadOnlyList<string> titles = CompletionCache.Current.Revisions(Bound(bound)[0]);
        return
            from number in Enumerable.Range(0, titles.Count).Reverse()
            let text = number.ToString(CultureInfo.InvariantCulture)
            where Begins(text, word)
            let title = titles[number]
            select new CompletionResult(text, (text + "  " + title.Substring(0, Math.Min(title.Length, DateLength))).TrimEnd(), CompletionResultType.ParameterValue, title.Length > 0 ? title : text);
    }
}
