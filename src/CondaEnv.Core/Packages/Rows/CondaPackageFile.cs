using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>A file that an installed package owns, according to its record or to pip's RECORD.</summary>
public sealed class CondaPackageFile
{
    internal CondaPackageFile()
    {
    }

    /// <summary>Path relative to <see cref="Prefix"/>, with forward slashes, as recorded.</summary>
    public string File { get; internal init => field = SecretRedactor.Redact(value); } = "";

    /// <summary>Name of the package; see <see cref="CondaPackage.Name"/>.</summary>
    public string Package { get; internal init; } = "";

    /// <summary>The tool that installed the package.</summary>
    public PackageManager Manager { get; internal init; }

    /// <summary>Recorded size in bytes, before the prefix was written into the file; null if none is recorded.</summary>
    public long? Size { get; internal init; }

    /// <summary>What the package has installed at the path.</summary>
    public PackageFileType Type { get; internal init; }

    /// <summary>SHA-256 that the file must have, lower-case hex; null if none is recorded.</summary>
    public string? Sha256 { get; internal init; }

    /// <summary>Whether the file is as it was installed; null if that was not checked.</summary>
    public PackageFileState? State { get; internal set; }

    /// <summary>Name of the environment; see <see cref="CondaEnvironment.Name"/>.</summary>
    public string EnvironmentName { get; internal init; } = "";

    /// <summary>Prefix of the environment.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Name of the machine that the environment was read on.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>The path relative to the prefix.</summary>
    public override string ToString() => File;

    /// <summary>The columns of this row type; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaPackageFile> Schema { get; } = new RowSchema<CondaPackageFile>()
        .Text(nameof(File), static r => r.File)
        .Text(nameof(Package), static r => r.Package)
        .Choice(nameof(Manager), static r => r.Manager)
        .Number(nameof(Size), static r => r.Size)
        .Choice(nameof(Type), static r => r.Type)
        .Text(nameof(Sha256), static r => r.Sha256)
        .Choice(nameof(State), static r => r.State)
        .Text(nameof(EnvironmentName), static r => r.EnvironmentName)
        .Text(nameof(Prefix), static r => r.Prefix)
        .Text(nameof(ComputerName), static r => r.ComputerName);
}
