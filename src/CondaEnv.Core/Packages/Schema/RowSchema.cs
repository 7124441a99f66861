using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Secrets;

namespace CondaEnv.Packages.Schema;

/// <summary>
/// The properties of a row type, in order. JSON and CSV input and output, records, and rows from other sessions are
/// based on it. It is written out rather than reflected, because a native build cannot look up properties by name.
/// </summary>
internal sealed class RowSchema<T> : IRowSchema
{
    private readonly List<Field<T>> _fields = [];

    /// <summary>Converts saved data to the value of a property.</summary>
    private delegate bool Reading<TValue>(object raw, out TValue value);

    /// <summary>All properties in order.</summary>
    public IReadOnlyList<Field<T>> All => _fields;

    /// <summary>Returns the property of the given name; null if there is none.</summary>
    public Field<T>? Find(string name) => _fields.Find(field => field.Name == name);

    /// <summary>Adds a text property.</summary>
    public RowSchema<T> Text(string name, Func<T, object?> get, Action<T, string>? set = null, bool costly = false) =>
        Add(name, FieldKind.Text, get, Setter<string>(FieldValue.TryText, set), costly);

    /// <summary>Adds a whole-number property.</summary>
    public RowSchema<T> Number(string name, Func<T, object?> get, Action<T, long>? set = null, bool costly = false) =>
        Add(name, FieldKind.Number, get, Setter<long>(FieldValue.TryNumber, set), costly);

    /// <summary>Adds a Boolean property.</summary>
    public RowSchema<T> Flag(string name, Func<T, object?> get, Action<T, bool>? set = null) =>
        Add(name, FieldKind.Flag, get, Setter<bool>(FieldValue.TryFlag, set));

    /// <summary>Adds a time property; values that are read back are UTC.</summary>
    public RowSchema<T> Time(string name, Func<T, object?> get, Action<T, DateTime>? set = null) =>
        Add(name, FieldKind.Time, get, Setter<DateTime>(FieldValue.TryUtcTime, set));

    /// <summary>Adds a property that is a list of strings.</summary>
    public RowSchema<T> List(string name, Func<T, object?> get, Action<T, IReadOnlyList<string>>? set = null, bool costly = false) =>
        Add(name, FieldKind.List, get, Setter<IReadOnlyList<string>>(FieldValue.TryList, set), costly);

    /// <summary>Adds a version property.</summary>
    public RowSchema<T> Version(string name, Func<T, object?> get, Action<T, CondaVersion>? set = null) =>
        Add(name, FieldKind.Version, get, Setter<CondaVersion>(FieldValue.TryVersion, set));

    /// <summary>Adds a property whose value is of an enumeration.</summary>
    public RowSchema<T> Choice(string name, Func<T, object?> get) => Add(name, FieldKind.Choice, get, null);

    /// <summary>Adds a property whose value is of an enumeration and is read back.</summary>
    public RowSchema<T> Choice<TEnum>(string name, Func<T, object?> get, Action<T, TEnum> set)
        where TEnum : struct, Enum =>
        Add(name, FieldKind.Choice, get, Setter<TEnum>(FieldValue.TryChoice, set));

    /// <summary>Adds a property that holds another row.</summary>
    public RowSchema<T> Row(string name, Func<T, object?> get, Func<IRowSchema> rows, Func<T, object, bool>? set = null) =>
        Add(name, FieldKind.Row, get, set, rows: rows);

    /// <summary>Adds a property that holds a list of rows.</summary>
    public RowSchema<T> Rows(string name, Func<T, object?> get, Func<IRowSchema> rows) =>
        Add(name, FieldKind.Rows, get, null, rows: rows);

    /// <summary>Sets the properties of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="source">Returns the saved value of a property by name; null or empty if there is none.</param>
    /// <param name="problem">Called for values of the wrong type, with the rest of a sentence; if null, such values are
    /// ignored.</param>
    public void Read(T row, Func<string, object?> source, Action<string>? problem = null)
    {
        foreach (Field<T> field in _fields)
        {
            if (field.Set is { } set && source(field.Name) is { } raw and not "" && !set(row, raw))
            {
                problem?.Invoke($"'{field.Name}' must be {Noun(field.Kind)}, but is '{SecretRedactor.Redact(raw.ToString() ?? "")}'");
            }
        }
    }

    /// <inheritdoc/>
    public void Write(JsonWriter json, object row, bool withNulls) => Write(json, (T)row, _fields, withNulls);

    /// <summary>Writes some properties of a row as a JSON object.</summary>
    public static void Write(JsonWriter json, T row, IReadOnlyList<Field<T>> fields, bool withNulls = true)
    {
        json.StartObject();
        foreach (Field<T> field in fields)
        {
            field.Write(json, row, withNulls);
        }

        json.EndObject();
    }

    private static Func<T, object, bool>? Setter<TValue>(Reading<TValue> reading, Action<T, TValue>? set) => set is null ? null : (row, raw) =>
    {
        if (!reading(raw, out TValue value))
        {
            return false;
        }

        set(row, value);
        return true;
    };

    private static string Noun(FieldKind kind) => kind switch
    {
        FieldKind.Number => "a whole number",
        FieldKind.Flag => "true or false",
        FieldKind.Time => "a time such as 2026-01-31T12:00:00Z",
        FieldKind.List => "a JSON array of strings",
        FieldKind.Version => "a version",
        FieldKind.Row => "a JSON object",
        FieldKind.Text => "a string",
        _ => "one of the known names",
    };

    private RowSchema<T> Add(string name, FieldKind kind, Func<T, object?> get, Func<T, object, bool>? set, bool costly = false, Func<IRowSchema>? rows = null)
    {
        _fields.Add(new Field<T>(name, kind, get) { Set = set, IsCostly = costly, Rows = rows });
        return this;
    }
}
