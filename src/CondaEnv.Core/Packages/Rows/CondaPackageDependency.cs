using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>
/// One line of a dependency tree: a package and the dependency that requires it. Flat, so that rows can be filtered and
/// sorted; <see cref="Depth"/>, <see cref="Parent"/> and <see cref="Branch"/> give the position in the tree.
/// </summary>
public sealed class CondaPackageDependency
{
    /// <summary>The lines of a branch depend on whether this row, and each row above it, is the last of its siblings.</summary>
    private readonly CondaPackageDependency? _above;

    internal CondaPackageDependency(CondaPackageDependency? above)
    {
        _above = above;
        Depth = above is null ? 0 : above.Depth + 1;
    }

    /// <summary>Name of the package, as in <see cref="CondaPackage.Name"/>; if it is not installed, as spelled in the dependency.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Installed version; null if it is not installed.</summary>
    public CondaVersion? Version { get; internal init; }

    /// <summary>The tool that installed the package; if it is not installed, the tool whose dependency it is.</summary>
    public PackageManager Manager { get; internal init; }

    /// <summary>Steps from the package that the tree starts from, which has 0.</summary>
    public int Depth { get; }

    /// <summary>Name of the package in the row above, one step nearer to the start; null at the start.</summary>
    public string? Parent => _above?.Name;

    /// <summary>
    /// The dependency as recorded: a MatchSpec, or a requirement (PEP 508); credentials removed. At the start the spec that
    /// the user gave; null if there is none. In a reverse tree it is what this package requires of the row above.
    /// </summary>
    public string? Requirement { get; internal init; }

    /// <summary>Whether the environment satisfies the dependency; at the start, whether the installed package is the one that the user requested.</summary>
    public DependencyState State { get; internal init; }

    /// <summary>True if the user requested the package by name; see <see cref="CondaPackage.Requested"/>.</summary>
    public bool Requested { get; internal init; }

    /// <summary>True if the package is also in another row, nearer to the start, and its own dependencies follow there.</summary>
    public bool Repeated { get; internal init; }

    /// <summary>The characters that draw the lines of the tree before the name, such as <c>│  └─ </c>; empty at the start.</summary>
    public string Branch
    {
        get
        {
            if (_above is null)
            {
                return "";
            }

            char[] lines = new char[3 * Depth];
            CondaPackageDependency row = this;
            for (int at = lines.Length - 3; row._above is not null; at -= 3, row = row._above)
            {
                (lines[at], lines[at + 1], lines[at + 2]) = row == this ? (row.IsLast ? '└' : '├', '─', ' ') : (row.IsLast ? ' ' : '│', ' ', ' ');
            }

            return new string(lines);
        }
    }

    /// <summary>Name of the environment, as <see cref="CondaEnvironment.Name"/>; the path of a file.</summary>
    public string EnvironmentName { get; internal init; } = "";

    /// <summary>Prefix of the environment; empty if there is none.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Name of the machine that the environment was read on; empty if unknown.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>True for the last row below a package.</summary>
    internal bool IsLast { get; init; }

    /// <summary>The row above; null at the start.</summary>
    internal CondaPackageDependency? Above => _above;

    /// <summary>True in a reverse tree, where this package needs the one above.</summary>
    internal bool IsReverse { get; init; }

    /// <summary>
    /// What the dependency asks of the package, without the name that the row, or in a reverse tree the row above, has
    /// anyway; null if it asks nothing.
    /// </summary>
    internal string? Constraint => ConstraintOf(Requirement, IsReverse ? Parent : Name);

    /// <summary>The name, the version and the constraint: <c>openssl 3.0.13 [>=3.0.12,&lt;4.0a0]</c>.</summary>
    public override string ToString() => Name + (Version is null ? "" : " " + Version) + (Constraint is { } constraint ? $" [{constraint}]" : "");

    /// <summary>A requirement without its name, if that is the name given or another spelling of it.</summary>
    internal static string? ConstraintOf(string? requirement, string? name)
    {
        if (requirement is null || name is null)
        {
            return requirement;
        }

        string text = requirement.TrimStart();
        int i = 0;
        while (i < name.Length && i < text.Length && IsSame(text[i], name[i]))
        {
            i++;
        }

        // 'numpy-base' is not a constraint on 'numpy'.
        bool isWhole = i == name.Length && (i == text.Length || !(char.IsLetterOrDigit(text[i]) || text[i] is '-' or '_' or '.'));
        string rest = isWhole ? text.Substring(i).Trim() : text;
        return rest.Length == 0 ? null : rest;

        static bool IsSame(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b) || (a is '-' or '_' or '.' && b is '-' or '_' or '.');
    }

    /// <summary>All properties; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaPackageDependency> Schema { get; } = new RowSchema<CondaPackageDependency>()
        .Text(nameof(Name), static r => r.Name)
        .Version(nameof(Version), static r => r.Version)
        .Choice(nameof(Manager), static r => r.Manager)
        .Number(nameof(Depth), static r => r.Depth)
        .Text(nameof(Parent), static r => r.Parent)
        .Text(nameof(Requirement), static r => r.Requirement)
        .Choice(nameof(State), static r => r.State)
        .Flag(nameof(Requested), static r => r.Requested)
        .Flag(nameof(Repeated), static r => r.Repeated)
        .Text(nameof(Branch), static r => r.Branch)
        .Text(nameof(EnvironmentName), static r => r.EnvironmentName)
        .Text(nameof(Prefix), static r => r.Prefix)
        .Text(nameof(ComputerName), static r => r.ComputerName);
}
