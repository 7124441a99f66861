using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace CondaEnv.Foundation.Csv;

/// <summary>
/// A list that keeps its items where only its text is kept: in a CSV file, and below the depth of a serialisation. .NET's
/// own lists give the name of their type there.
/// </summary>
internal sealed class ValueList<T> : ReadOnlyCollection<T>
{
    private ValueList(IList<T> items)
        : base(items)
    {
    }

    /// <summary>A list of nothing.</summary>
    public static ValueList<T> None { get; } = new([]);

    /// <summary>The same values; null for null.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(values))]
    public static ValueList<T>? Of(IReadOnlyList<T>? values) => values switch
    {
        null => null,
        ValueList<T> done => done,
        { Count: 0 } => None,
        IList<T> list => new ValueList<T>(list),
        _ => new ValueList<T>([.. values]),
    };

    /// <summary>The values' texts as a JSON array, such as <c>["a", "b"]</c>: no other separator is safe from the content.</summary>
    public override string ToString() => CellText.OfList(this.Select(static value => value?.ToString()));
}
