using CondaEnv.Packages.Changes;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Packages.Changes;

public sealed class PackageStepTests
{
    [Theory]
    [InlineData("1.9", "1.10", PackageChange.Upgraded, ChangeLevel.Minor)] // conda's own history calls it a downgrade
    [InlineData("1.10", "1.9", PackageChange.Downgraded, ChangeLevel.Minor)]
    [InlineData("1.2.3", "2.0", PackageChange.Upgraded, ChangeLevel.Major)]
    [InlineData("9", "1!0.1", PackageChange.Upgraded, ChangeLevel.Major)]
    [InlineData("1.2.3", "1.2.4", PackageChange.Upgraded, ChangeLevel.Patch)]
    [InlineData("1.2.3.4", "1.2.3.5", PackageChange.Upgraded, ChangeLevel.Patch)]
    [InlineData("1.0rc1", "1.0", PackageChange.Upgraded, ChangeLevel.Patch)]
    [InlineData("1.0rc1", "1.1", PackageChange.Upgraded, ChangeLevel.Minor)]
    [InlineData("2026b", "2026c", PackageChange.Upgraded, ChangeLevel.Patch)]
    [InlineData("1.1.1k", "3.0", PackageChange.Upgraded, ChangeLevel.Major)]
    [InlineData("1.0+cpu", "1.0+cu12", PackageChange.Upgraded, ChangeLevel.Patch)]
    [InlineData("1.0.post1", "1.0", PackageChange.Downgraded, ChangeLevel.Patch)]
    [InlineData("1", "1.1", PackageChange.Upgraded, ChangeLevel.Minor)]
    [InlineData("1.0", "?", PackageChange.Downgraded, ChangeLevel.Patch)]
    [InlineData("1.1", "1.1.0", PackageChange.Rebuilt, ChangeLevel.Build)]
    [InlineData("1.1", "1.1", PackageChange.Unchanged, null)]
    public void TheVersionSaysFirst(string reference, string difference, PackageChange change, ChangeLevel? level) =>
        Assert.Equal((change, level), PackageStep.Between(Environments.Conda("a", reference), Environments.Conda("a", difference)));

    [Fact]
    public void BuildChannelAndHashFollow()
    {
        CondaPackage one = Package("1", "conda-forge", "linux-64", "aa");
        Assert.Equal((PackageChange.Rebuilt, ChangeLevel.Build), PackageStep.Between(one, Package("2", "defaults", "linux-64", "bb")));
        Assert.Equal((PackageChange.Rebuilt, ChangeLevel.Build), PackageStep.Between(one, Package("1", "conda-forge", "noarch", "aa")));
        Assert.Equal((PackageChange.ChannelChanged, null), PackageStep.Between(one, Package("1", "defaults", "linux-64", "bb")));
        Assert.Equal((PackageChange.HashChanged, null), PackageStep.Between(one, Package("1", "conda-forge", "linux-64", "bb")));
        Assert.Equal((PackageChange.Unchanged, null), PackageStep.Between(one, Package("1", "conda-forge", "linux-64", "AA")));
    }

    [Fact]
    public void WhatOneSideDoesNotKnowDoesNotDiffer()
    {
        CondaPackage one = Package("1", "conda-forge", "linux-64", "aa");
        Assert.Equal(PackageChange.Unchanged, PackageStep.Between(one, Package(null, null, null, null)).Change);
        Assert.Equal(PackageChange.Unchanged, PackageStep.Between(one, Package("1", "<unknown>", null, null)).Change);
        Assert.Equal(PackageChange.Unchanged, PackageStep.Between(one, Environments.Conda("a", build: "1", md5: "bb")).Change);
        Assert.Equal(PackageChange.Unchanged, PackageStep.Between(Package("1", "c", "noarch", "aa", "a-1.conda"), Package("1", "c", "noarch", "bb", "a-1.tar.bz2")).Change);
    }

    [Fact]
    public void TheManagerAndTheSourceArePartOfAPackage()
    {
        CondaPackage pip = Environments.Pip("a", "1.0", location: "/x");
        Assert.Equal((PackageChange.SourceChanged, ChangeLevel.Major), PackageStep.Between(Environments.Conda("a", "2.0"), pip));
        Assert.Equal(PackageChange.SourceChanged, PackageStep.Between(pip, Environments.Pip("a", "1.0", directUrl: "https://x/a.whl")).Change);
        Assert.Equal(PackageChange.SourceChanged, PackageStep.Between(pip, Environments.Pip("a", "1.0", editable: true)).Change);
        Assert.Equal(PackageChange.Unchanged, PackageStep.Between(Environments.Pip("a", "1.0"), Environments.Pip("a", "1.0", directUrl: "https://x/a.whl")).Change);
        Assert.Equal(PackageChange.Unchanged, PackageStep.Between(pip, Environments.Pip("a", "1.0.0")).Change);
        Assert.Equal(PackageChange.Upgraded, PackageStep.Between(pip, Environments.Pip("a", "1.0.1", directUrl: "https://x/a.whl")).Change);
    }

    private static CondaPackage Package(string? build, string? channel, string? subdir, string? sha256, string? file = null) => new()
    {
        Name = "a",
        Version = CondaVersion.FromRecord("1.0"),
        Build = build,
        Channel = channel,
        Subdir = subdir,
        Sha256 = sha256,
        FileName = file,
    };
}
