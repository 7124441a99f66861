using System.IO;
using System.Threading;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes;

public sealed class ReadOnlyTests
{
    [Theory]
    [InlineData("pip-upgraded")]
    [InlineData("mkdocs-env")]
    [InlineData("envvars")]
    public void Reading_changes_nothing(string name)
    {
        using TempFolder folder = new();
        string prefix = folder.Copy(Fixtures.Env(name), name);
        string before = TreeHash.Of(folder.Path);
        EnvironmentFacts facts = new(prefix, name, EnvironmentKind.Conda, "machine", static () => ChannelConfiguration.Default);
        EnvironmentContents contents = facts.Read(CancellationToken.None);
        Assert.NotEmpty(contents.Packages);
        foreach (CondaPackage package in contents.Packages)
        {
            _ = package.RequiredBy;
            _ = package.InstalledFileCount;
        }

        _ = (facts.IsFrozen, facts.FrozenMessage, facts.Platform, facts.PythonVersion, facts.PackageCount, facts.PipPackageCount, facts.Channels);
        _ = (facts.VariableNames, facts.PinnedSpecs, facts.Created, facts.LastModified, facts.Fingerprint, facts.GetVariables());
        Assert.Equal(before, TreeHash.Of(folder.Path));
    }

    [Fact]
    public void A_prefix_with_blanks_letters_and_length_is_read()
    {
        using TempFolder folder = new();
        string deep = Path.Combine("žluťoučký kůň", new string('x', 120), new string('y', 120), "ünï code env");
        string prefix = folder.Copy(Fixtures.Env("mkdocs-env"), deep);
        Assert.True(prefix.Length > 270);
        Assert.Equal(60, MiniEnv.Read(prefix).Packages.Count);
    }
}
