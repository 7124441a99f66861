using System;
using System.Globalization;
using System.Management.Automation;
using CondaEnv.Foundation.Terminal;
using CondaEnv.Foundation.Text;
using CondaEnv.Machines.Host;
using CondaEnv.Packages.Trees;

namespace CondaEnv.Binding;

/// <summary>
/// Texts in the module's views that are more than a property: labels with the machine, and paths that fit into their
/// column.
/// </summary>
public static class ViewText
{
    private const int LeastRoom = 12;

    /// <summary>Wraps a text after separators, so that its lines fit into a column.</summary>
    /// <param name="text">A name, a path or a build.</param>
    /// <param name="width">Width of the column in characters.</param>
    public static string Wrap(string? text, int width) => ColumnText.Wrap(PlainText.Of(text ?? ""), width);

    /// <summary>Wraps the prefix of a row, so that its lines fit into the last column of the table.</summary>
    /// <param name="row">An environment, live or deserialised.</param>
    /// <param name="screen">Width of the screen in characters; 0 if there is none.</param>
    /// <param name="taken">Width of the other columns in characters, including the spaces between them.</param>
    public static string Prefix(PSObject row, int screen, int taken)
    {
        int room = (screen > 0 ? screen : 80) - taken;
        if (PackageRow.TextOf(row, "PSComputerName") is not null && row.Properties["PSShowComputerName"]?.Value is not false)
        {
            // PowerShell adds a column of its own, which gets half of the remaining width.
            room = (room - 1) / 2;
        }

        return ColumnText.Wrap(PlainText.Of(PackageRow.TextOf(row, "Prefix") ?? ""), Math.Max(LeastRoom, room));
    }

    /// <summary>
    /// Name of the environment of a row, with its machine if that is not this one: <c>lab07: teaching</c>.
    /// </summary>
    /// <param name="row">A package or a revision, live or deserialised.</param>
    public static string Environment(PSObject row) =>
        Label(ColumnText.Shorten(PackageRow.TextOf(row, "EnvironmentName") ?? PackageRow.TextOf(row, "Prefix") ?? "", 60), PackageRow.TextOf(row, "ComputerName"), other: null);

    /// <summary>A number of bytes with its unit, such as <c>12.3 MB</c>; empty if there is none. With <c>&lt;</c> if it is the most that it can be.</summary>
    /// <param name="row">A measurement, live or deserialised.</param>
    /// <param name="property">Name of the property with the number.</param>
    public static string Size(PSObject row, string property) => row.Properties[property]?.Value is not { } bytes ? ""
        : (property == nameof(CondaEnvMeasure.ExclusiveSize) && row.Properties[nameof(CondaEnvMeasure.IsUpperBound)]?.Value is true ? "< " : "")
            + ByteText.Of(LanguagePrimitives.ConvertTo<long>(bytes), CultureInfo.CurrentCulture);

    /// <summary>The branch and the name of a row, wrapped to the width of a column; in ASCII if the console cannot show the lines.</summary>
    /// <param name="row">A row of a dependency tree, live or deserialised.</param>
    /// <param name="width">Width of the column in characters.</param>
    public static string Tree(PSObject row, int width)
    {
        string name = PlainText.Of(PackageRow.TextOf(row, "Name") ?? "") + (row.Properties["Repeated"]?.Value is true ? " " + TreeText.RepeatedMark : "");
        string text = TreeText.Fit(PlainText.Of(row.Properties["Branch"]?.Value as string ?? ""), name, width, ColumnText.Wrap);
        return CanDrawLines() ? text : TreeText.InAscii(text);
    }

    /// <summary>The requirement of a row without the name of the package.</summary>
    /// <param name="row">A row of a dependency tree, live or deserialised.</param>
    public static string Constraint(PSObject row)
    {
        // In a reverse tree, the requirement is about the package in the row above.
        string requirement = PackageRow.TextOf(row, "Requirement") ?? "";
        string? rest = CondaPackageDependency.ConstraintOf(requirement, PackageRow.TextOf(row, "Name"));
        rest = rest == requirement && PackageRow.TextOf(row, "Parent") is { } parent ? CondaPackageDependency.ConstraintOf(requirement, parent) : rest;
        return PlainText.Of(rest ?? "");
    }

    /// <summary>The two sides of a comparison, each with its machine if that is not this machine or differs from the other's.</summary>
    /// <param name="row">A difference or a comparison, live or deserialised.</param>
    public static string Comparison(PSObject row) => Side(row, isReference: true, 26) + " -> " + Side(row, isReference: false, 26);

    /// <summary>One side of a comparison, shortened in the middle, with its machine.</summary>
    /// <param name="row">A difference or a comparison, live or deserialised.</param>
    /// <param name="isReference">True for the reference side.</param>
    /// <param name="width">Available width in characters.</param>
    public static string Side(PSObject row, bool isReference, int width)
    {
        string? reference = PackageRow.TextOf(row, "ReferenceComputerName");
        string? difference = PackageRow.TextOf(row, "ComputerName");
        return ColumnText.Shorten(
            isReference ? Label(PackageRow.TextOf(row, "Reference") ?? "", reference, difference) : Label(PackageRow.TextOf(row, "Difference") ?? "", difference, reference), width);
    }

    private static bool CanDrawLines()
    {
        const string lines = "├─└│";
        try
        {
            System.Text.Encoding encoding = Console.OutputEncoding;
            return encoding.GetString(encoding.GetBytes(lines)) == lines;
        }
        catch (Exception e) when (e is System.IO.IOException or PlatformNotSupportedException or ArgumentException)
        {
            // A host without a console of its own shows any characters.
            return true;
        }
    }

    private static string Label(string name, string? computer, string? other) =>
        PlainText.Of(computer is not null && (!IsSame(computer, Machine.Current.ComputerName) || (other is not null && !IsSame(computer, other))) ? $"{computer}: {name}" : name);

    private static bool IsSame(string one, string two) => string.Equals(one, two, StringComparison.OrdinalIgnoreCase);

    private static string? TextOf(PSObject row, string name) => row.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
