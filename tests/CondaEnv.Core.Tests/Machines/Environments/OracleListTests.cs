using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Machines.Environments;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Machines.Environments;

public sealed class OracleListTests
{
    /// <summary>The machine that conda listed on: its folder of environments and its environments.txt, but not its installation.</summary>
    private static FakeMachine TheOracles()
    {
        string root = Oracle.Require();
        FakeMachine machine = new();
        machine.Set("CONDA_ENVS_DIRS", Path.Combine(root, "envs"));
        machine.File("home/me/.conda/environments.txt", File.ReadAllText(Path.Combine(root, "golden-envlist", "environments.txt")).Replace("{{ROOT}}", root));
        return machine;
    }

    private static JsonElement Golden() => JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Oracle.Require(), "golden-envlist", "26.7.1.env-list_json.out")).Replace("{{ROOT}}", Oracle.Root)).RootElement;

    [Fact]
    public void The_listing_is_condas()
    {
        using FakeMachine machine = TheOracles();
        // Some of what conda listed is not in the archive; its installation neither.
        IEnumerable<string> expected = Golden().GetProperty("envs").EnumerateArray().Select(static e => e.GetString()!)
            .Where(static e => e.StartsWith(Oracle.Root!, System.StringComparison.Ordinal) && File.Exists(Path.Combine(e, "conda-meta", "history")));
        Assert.Equal(expected, machine.Finder().FindAll().Select(static e => e.Prefix));
        Assert.Empty(machine.Problems);
    }

    [Fact]
    public void Names_are_condas()
    {
        using FakeMachine machine = TheOracles();
        JsonElement details = Golden().GetProperty("envs_details");
        int compared = 0;
        foreach (EnvironmentLocation found in machine.Finder().FindAll())
        {
            if (details.TryGetProperty(found.Prefix, out JsonElement detail))
            {
                // env list gives no name where export gives the prefix.
                string name = detail.GetProperty("name").GetString()!;
                Assert.Equal(name.Length == 0 ? found.Prefix : name, found.Name);
                compared++;
            }
        }

        Assert.True(compared > 30);
    }

    [Fact]
    public void Folders_without_a_history_are_read_when_named_but_not_listed()
    {
        using FakeMachine machine = TheOracles();
        EnvironmentFinder finder = machine.Finder();
        string[] listed = [.. finder.FindAll().Select(static e => e.Name)];
        Assert.DoesNotContain("damaged-no-history", listed);
        Assert.DoesNotContain("plain-venv", listed);
        Assert.Equal(EnvironmentKind.Conda, finder.FindByName("damaged-no-history").Kind);
        Assert.Equal(EnvironmentKind.Venv, finder.FindByName("plain-venv").Kind);
        Assert.Equal(CondaErrorKind.NotAnEnvironment, Assert.Throws<CondaEnvException>(() => finder.FindByName("plain-dir")).Kind);
        Assert.Equal("plain-dir", finder.FindByName("plain-dir", requireEnvironment: false).Name);
    }
}
