using System;
using System.IO;
using CondaEnv.Machines.Targets;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Machines.Targets;

/// <summary>What a text means, wherever an environment, a file or the folder of a record may be named.</summary>
public sealed class TargetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("env", "Name", "env")]
    [InlineData("my.env", "Name", "my.env")]
    [InlineData("env@3", "Name", "env", "3")]
    [InlineData("env@-1", "Name", "env", "-1")]
    [InlineData("env@2030-01-15", "Name", "env", "2030-01-15")]
    [InlineData("env@2030-01-15T09:30", "Name", "env", "2030-01-15T09:30")]
    [InlineData("env@2030-01-15 09:30:00", "Name", "env", "2030-01-15 09:30:00")]
    [InlineData("env@tomorrow", "Name", "env@tomorrow")]
    [InlineData("taken@3", "Name", "taken@3")]
    [InlineData("./env", "Folder", "/env")]
    [InlineData("./env@3", "Folder", "/env", "3")]
    [InlineData("./env@2030-01-15T09:30", "Folder", "/env", "2030-01-15T09:30")]
    [InlineData("drive:env", "Folder", "/drive:env")]
    [InlineData("./there@3", "Folder", "/there@3")]
    [InlineData("environment.yml", "File", "/environment.yml")]
    [InlineData("pixi.lock", "File", "/pixi.lock")]
    [InlineData("requirements.IN", "File", "/requirements.IN")]
    [InlineData("sub/plain", "File", "/sub/plain")]
    [InlineData("./record", "File", "/record")]
    public void A_text_means_the_same_everywhere(string text, string kind, string expected, string? when = null)
    {
        string root = _folder.Path.Replace('\\', '/');
        foreach (string name in (string[])["there@3", "record", "sub"])
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, name));
        }

        File.WriteAllText(Path.Combine(_folder.Path, "record", "record.json"), "{}");
        File.WriteAllText(Path.Combine(_folder.Path, "sub", "plain"), "");
        Target target = Target.Parse(text, p => $"{root}/{(p.StartsWith("./", StringComparison.Ordinal) ? p.Substring(2) : p)}", static name => name == "taken@3");
        Assert.Equal((kind, when), (target.Kind.ToString(), target.When));
        Assert.Equal(expected, target.Kind == TargetKind.Name ? target.Text : target.Text.Substring(root.Length));
        Assert.Equal(when is not null, target.Revision is not null || target.Date is not null);
    }

    [Theory]
    [InlineData("env", false)]
    [InlineData("environment.yml", false)]
    [InlineData("./env", true)]
    [InlineData("C:env", true)]
    [InlineData("drive:env", true)]
    [InlineData("~", true)]
    public void Where_only_an_environment_is_meant_an_extension_is_part_of_its_name(string text, bool isFolder) =>
        Assert.Equal(isFolder ? TargetKind.Folder : TargetKind.Name, Target.OfEnvironment(text).Kind);

    [Theory]
    [InlineData("@3", true)]
    [InlineData("@-1", true)]
    [InlineData("@2030-01-15", true)]
    [InlineData("@tomorrow", false)]
    [InlineData("x@3", false)]
    public void Where_only_an_environment_is_meant_an_earlier_state_is_refused_in_words(string behind, bool isState)
    {
        using MiniEnv env = new();
        EnvironmentService service = Comparisons.Service();
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => service.Find(Target.OfEnvironment(env.Prefix + behind)));
        Assert.Equal(CondaErrorKind.EnvironmentNotFound, error.Kind);
        Assert.Equal(isState, error.Message.Contains($"is an earlier state of an environment, which cannot be used here. Give '{env.Prefix}'", StringComparison.Ordinal));
        error = Assert.Throws<CondaEnvException>(() => service.FindForExport(Target.OfEnvironment(env.Prefix + behind), toFile: false));
        Assert.Equal(isState, error.Message.Contains("earlier state", StringComparison.Ordinal));
    }
}
