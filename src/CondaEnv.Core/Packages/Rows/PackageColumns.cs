using System.Collections.Generic;
using CondaEnv.Foundation.Csv;

namespace CondaEnv.Packages.Rows;

/// <summary>Columns of <see cref="CondaPackage"/>, written out: reflection would not survive a native build.</summary>
internal static class PackageColumns
{
    /// <summary>All properties, in their order.</summary>
    public static IReadOnlyList<Column<CondaPackage>> All { get; } =
    [
        new(nameof(CondaPackage.Name), static p => p.Name),
        new(nameof(CondaPackage.RawName), static p => p.RawName),
        new(nameof(CondaPackage.Version), static p => p.Version.Text),
        new(nameof(CondaPackage.Build), static p => p.Build),
        new(nameof(CondaPackage.BuildNumber), static p => p.BuildNumber),
        new(nameof(CondaPackage.Channel), static p => p.Channel),
        new(nameof(CondaPackage.Subdir), static p => p.Subdir),
        new(nameof(CondaPackage.Manager), static p => p.Manager),
        new(nameof(CondaPackage.Requested), static p => p.Requested),
        new(nameof(CondaPackage.RequestedSpec), static p => p.RequestedSpec),
        new(nameof(CondaPackage.RequiredBy), static p => p.RequiredBy),
        new(nameof(CondaPackage.InstalledFileCount), static p => p.InstalledFileCount),
        new(nameof(CondaPackage.Depends), static p => p.Depends),
        new(nameof(CondaPackage.Constrains), static p => p.Constrains),
        new(nameof(CondaPackage.License), static p => p.License),
        new(nameof(CondaPackage.Size), static p => p.Size),
        new(nameof(CondaPackage.Url), static p => p.Url),
        new(nameof(CondaPackage.FileName), static p => p.FileName),
        new(nameof(CondaPackage.Md5), static p => p.Md5),
        new(nameof(CondaPackage.Sha256), static p => p.Sha256),
        new(nameof(CondaPackage.Timestamp), static p => p.Timestamp),
        new(nameof(CondaPackage.Noarch), static p => p.Noarch),
        new(nameof(CondaPackage.Installer), static p => p.Installer),
        new(nameof(CondaPackage.Editable), static p => p.Editable),
        new(nameof(CondaPackage.DirectUrl), static p => p.DirectUrl),
        new(nameof(CondaPackage.Location), static p => p.Location),
        new(nameof(CondaPackage.RequiresPython), static p => p.RequiresPython),
        new(nameof(CondaPackage.Requires), static p => p.Requires),
        new(nameof(CondaPackage.Replaces), static p => p.Replaces),
        new(nameof(CondaPackage.EnvironmentName), static p => p.EnvironmentName),
        new(nameof(CondaPackage.Prefix), static p => p.Prefix),
        new(nameof(CondaPackage.ComputerName), static p => p.ComputerName),
    ];
}
