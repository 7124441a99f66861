using System.IO;
using System.Threading;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Benchmarks;

/// <summary>The full read, and every property touched: what is lazy would cheat otherwise.</summary>
internal static class Reading
{
    public static int AllPackages(string prefix)
    {
        EnvironmentContents contents = PrefixReader.Read(
            prefix, Path.GetFileName(prefix), EnvironmentKind.Conda, "machine", ChannelConfiguration.Default, CancellationToken.None);
        int sum = 0;
        foreach (CondaPackage p in contents.Packages)
        {
            sum += Length(p.Name) + Length(p.RawName) + Length(p.Version.Text) + Length(p.Build) + (int)(p.BuildNumber ?? 0) + Length(p.Channel)
                + Length(p.Subdir) + (int)p.Manager + (p.Requested ? 1 : 0) + Length(p.RequestedSpec) + (p.RequiredBy?.Count ?? 0)
                + (p.InstalledFileCount ?? 0) + p.Depends.Count + p.Constrains.Count + Length(p.License) + (int)(p.Size ?? 0) + Length(p.Url)
                + Length(p.FileName) + Length(p.Md5) + Length(p.Sha256) + (p.Timestamp?.Year ?? 0) + Length(p.Noarch) + Length(p.Installer)
                + (p.Editable ? 1 : 0) + Length(p.DirectUrl) + Length(p.Location) + Length(p.RequiresPython) + p.Requires.Count
                + (p.Replaces is null ? 0 : 1) + Length(p.EnvironmentName) + Length(p.Prefix) + Length(p.ComputerName);
        }

        return sum;
    }

    public static int CountPackages(string prefix) => PrefixReader.Read(
        prefix, Path.GetFileName(prefix), EnvironmentKind.Conda, "machine", ChannelConfiguration.Default, CancellationToken.None).Packages.Count;

    private static int Length(string? text) => text?.Length ?? 0;
}
