using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace CondaEnv.Foundation.Csv;

/// <summary>
/// A list that keeps its items when only its text is kept: in a CSV file, and below the serialization depth. .NET's own
/// lists show their type name there.
/// </summary>
internal sealed class ValueList<T> : ReadOnlyCollection<T>
{
    private ValueList(IList<T> items)
        : base(items)
    {
    }

    /// <summary>An empty list.</summary>
    public static ValueList<T> None { get; } = new([]);

    /// <summary>A list of the same values; null for null.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(values))]
    public static ValueList<T>? Of(IReadOnlyList<T>? values) => values switch
    {
        null => null,
        ValueList<T> done => done,
        { Count: 0 } => None,
        IList<T> list => new ValueList<T>(list),
        _ => new ValueList<T>([.. values]),
    };

    /// <summary>
    /// The values as a JSON array, such as <c>["a", "b"]</c>, because any other separator could occur in a value.
    /// </summary>
    public override string ToString() => CellText.OfList(this.Select(static value => value?.ToString()));
}
