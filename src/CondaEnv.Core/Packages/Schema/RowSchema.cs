using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Secrets;

namespace CondaEnv.Packages.Schema;

/// <summary>
/// The properties of a row type, in their order. JSON and CSV, in and out, the record and rows of other sessions come from it.
/// Written out rather than reflected: a native build knows no properties by name.
/// </summary>
internal sealed class RowSchema<T> : IRowSchema
{
    private readonly List<Field<T>> _fields = [];

    /// <summary>Makes a value of the property of what was read.</summary>
    private delegate bool Reading<TValue>(object raw, out TValue value);

    /// <summary>All properties.</summary>
    public IReadOnlyList<Field<T>> All => _fields;

    /// <summary>The property of a name; null if there is none.</summary>
    public Field<T>? Find(string name) => _fields.Find(field => field.Name == name);

    /// <summary>A text.</summary>
    public RowSchema<T> Text(string name, Func<T, object?> get, Action<T, string>? set = null, bool costly = false) =>
        Add(name, FieldKind.Text, get, Setter<string>(FieldValue.TryText, set), costly);

    /// <summary>A whole number.</summary>
    public RowSchema<T> Number(string name, Func<T, object?> get, Action<T, long>? set = null, bool costly = false) =>
        Add(name, FieldKind.Number, get, Setter<long>(FieldValue.TryNumber, set), costly);

    /// <summary>True or false.</summary>
    public RowSchema<T> Flag(string name, Func<T, object?> get, Action<T, bool>? set = null) =>
        Add(name, FieldKind.Flag, get, Setter<bool>(FieldValue.TryFlag, set));

    /// <summary>A time; what is read back is UTC.</summary>
    public RowSchema<T> Time(string name, Func<T, object?> get, Action<T, DateTime>? set = null) =>
        Add(name, FieldKind.Time, get, Setter<DateTime>(FieldValue.TryUtcTime, set));

    /// <summary>A list of texts.</summary>
    public RowSchema<T> List(string name, Func<T, object?> get, Action<T, IReadOnlyList<string>>? set = null, bool costly = false) =>
        Add(name, FieldKind.List, get, Setter<IReadOnlyList<string>>(FieldValue.TryList, set), costly);

    /// <summary>A version.</summary>
    public RowSchema<T> Version(string name, Func<T, object?> get, Action<T, CondaVersion>? set = null) =>
        Add(name, FieldKind.Version, get, Setter<CondaVersion>(FieldValue.TryVersion, set));

    /// <summary>A value of an enumeration.</summary>
    public RowSchema<T> Choice(string name, Func<T, object?> get) => Add(name, FieldKind.Choice, get, null);

    /// <summary>A value of an enumeration that is read back.</summary>
    public RowSchema<T> Choice<TEnum>(string name, Func<T, object?> get, Action<T, TEnum> set)
        where TEnum : struct, Enum =>
        Add(name, FieldKind.Choice, get, Setter<TEnum>(FieldValue.TryChoice, set));

    /// <summary>Another row.</summary>
    public RowSchema<T> Row(string name, Func<T, object?> get, Func<IRowSchema> rows, Func<T, object, bool>? set = null) =>
        Add(name, FieldKind.Row, get, set, rows: rows);

    /// <summary>A list of rows.</summary>
    public RowSchema<T> Rows(string name, Func<T, object?> get, Func<IRowSchema> rows) =>
        Add(name, FieldKind.Rows, get, null, rows: rows);

    /// <summary>Sets the properties of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="source">What was read of a property, by its name; null or an empty text if there is nothing.</param>
    /// <param name="problem">Hears of values that are not of their property's kind, as the rest of a sentence; without it they are ignored.</param>
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

    /// <summary>Writes some properties of a row as an object of JSON.</summary>
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
