using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Packages.Rows;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Binding;

/// <summary>Makes a package of a row that once was one: of another session's answer, of CliXml, of a CSV file.</summary>
internal static class PackageRow
{
    /// <summary>The package; null where the row is none: one has a name, a version, and who installed it or which build or channel it is.</summary>
    public static CondaPackage? Read(PSObject row)
    {
        if (TextOf(row, nameof(CondaPackage.Name)) is not { } name
            || TextOf(row, nameof(CondaPackage.Version)) is not { } version
            || (row.Properties[nameof(CondaPackage.Manager)] ?? row.Properties[nameof(CondaPackage.Build)] ?? row.Properties[nameof(CondaPackage.Channel)]) is null)
        {
            return null;
        }

        string? channel = TextOf(row, nameof(CondaPackage.Channel));
        PackageManager manager = Enum.TryParse(TextOf(row, nameof(CondaPackage.Manager)), ignoreCase: true, out PackageManager known) ? known
            : channel == "pypi" ? PackageManager.Pip
            : PackageManager.Conda;
        IReadOnlyList<string>? requiredBy = ListOf(row, nameof(CondaPackage.RequiredBy));
        return new CondaPackage
        {
            RequiredBySource = requiredBy is null ? null : _ => requiredBy,
            Name = name,
            RawName = TextOf(row, nameof(CondaPackage.RawName)) ?? name,
            Version = CondaVersion.FromRecord(version),
            Build = TextOf(row, nameof(CondaPackage.Build)),
            BuildNumber = long.TryParse(TextOf(row, nameof(CondaPackage.BuildNumber)), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null,
            Channel = channel,
            Subdir = TextOf(row, nameof(CondaPackage.Subdir)),
            Manager = manager,
            Requested = IsTrue(row, nameof(CondaPackage.Requested)),
            Depends = ListOf(row, nameof(CondaPackage.Depends)) ?? [],
            Requires = ListOf(row, nameof(CondaPackage.Requires)) ?? [],
            Url = TextOf(row, nameof(CondaPackage.Url)),
            FileName = TextOf(row, nameof(CondaPackage.FileName)),
            Md5 = TextOf(row, nameof(CondaPackage.Md5)),
            Sha256 = TextOf(row, nameof(CondaPackage.Sha256)),
            Editable = IsTrue(row, nameof(CondaPackage.Editable)),
            DirectUrl = TextOf(row, nameof(CondaPackage.DirectUrl)),
            Location = TextOf(row, nameof(CondaPackage.Location)),
            EnvironmentName = TextOf(row, nameof(CondaPackage.EnvironmentName)) ?? "",
            Prefix = TextOf(row, nameof(CondaPackage.Prefix)) ?? "",
            ComputerName = TextOf(row, nameof(CondaPackage.ComputerName)) ?? "",
        };
    }

    /// <summary>A property as text; null where there is none, or nothing in it.</summary>
    public static string? TextOf(PSObject row, string property)
    {
        object? value = row.Properties[property]?.Value;
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;

        // ConvertTo-Json makes an object of a version; everything else that is serialised is, or still has, its text.
        string? text = plain is PSCustomObject && value is PSObject bag && bag.Properties["Text"]?.Value is string json ? json
            : plain is PSCustomObject ? value!.ToString()
            : Convert.ToString(plain, CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static IReadOnlyList<string>? ListOf(PSObject row, string property)
    {
        object? value = row.Properties[property]?.Value;
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null => null,
            string text => [.. text.Split(';').Select(static item => item.Trim()).Where(static item => item.Length > 0)],
            IEnumerable list => [.. list.Cast<object?>().Select(static item => item?.ToString() ?? "")],
            _ => null,
        };
    }

    private static bool IsTrue(PSObject row, string property) => bool.TryParse(TextOf(row, property), out bool value) && value;
}
