using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace CondaEnv.Foundation.Text;

/// <summary>
/// A list that reads well where only its text is kept: in a CSV file, and below the depth of a serialisation. .NET's
/// own lists give the name of their type there.
/// </summary>
internal sealed class ValueList<T> : ReadOnlyCollection<T>
{
    private ValueList(IList<T> items)
        : base(items)
    {
    }

    /// <summary>A list of nothing, whose text is empty.</summary>
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

    /// <summary>The values' texts, with a semicolon between them.</summary>
    public override string ToString() => string.Join("; ", this);
}
