using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

/// <summary>Files of packages, and packages of files.</summary>
public sealed class FilesTests : IDisposable
{
    private readonly Support.Cli _cli = new();
    private readonly TempFolder _folder = new();

    [Fact]
    public void Files_are_a_table_or_rows()
    {
        CliResult table = _cli.Run("files", "openssl", "-n", "mkdocs-env");
        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        Assert.Matches("^Package +Type +Size +File$", table.Lines[0]);
        Assert.Matches("^openssl +File +[0-9]+ +bin/openssl$", table.Lines[1]);
        JsonElement row = _cli.Run("files", "openssl", "-n", "mkdocs-env", "--json").Json()[0];
        Assert.Equal(typeof(CondaPackageFile).GetProperties().Select(static p => p.Name), row.EnumerateObject().Select(static p => p.Name));
    }

    [Fact]
    public void Verified_files_have_a_state_that_the_exit_code_follows()
    {
        string prefix = Path.Combine(_folder.Path, "env");
        string hash = Convert.ToHexStringLower(SHA256.HashData("x"u8));
        _folder.Write("env/conda-meta/history", "");
        _folder.Write("env/bin/x", "x");
        _folder.Write(
            "env/conda-meta/a-1-0.json",
            $$"""{"name":"a","version":"1","build":"0","build_number":0,"channel":"c","subdir":"linux-64","depends":[],"files":["bin/x"],"paths_data":{"paths_version":1,"paths":[{"_path":"bin/x","path_type":"hardlink","sha256":"{{hash}}","size_in_bytes":1} ] } }""");
        CliResult result = _cli.Run("files", "--verify", "-p", prefix);
        Assert.Equal((0, "Ok     a        File  1     bin/x"), (result.ExitCode, result.Lines[1]));
        _folder.Write("env/bin/x", Encoding.UTF8.GetBytes("y"));
        result = _cli.Run("files", "--verify", "-p", prefix);
        Assert.Equal((1, "Altered  a        File  1     bin/x"), (result.ExitCode, result.Lines[1]));
    }

    [Fact]
    public void The_owner_of_a_file_is_a_package()
    {
        string prefix = Path.Combine(Fixtures.Root, "envs", "mkdocs-env");
        Assert.StartsWith("openssl ", _cli.Run("packages", "--owner-of", Path.Combine(prefix, "bin", "openssl")).Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("openssl ", _cli.Run("packages", "--owner-of", "bin/openssl", "-n", "mkdocs-env").Lines[1], StringComparison.Ordinal);
        Assert.Equal(["click", "openssl"], _cli.Run("packages", "--owner-of", "*/openssl", "--owner-of", "*/click/__init__.py", "-n", "mkdocs-env", "--json").Json().EnumerateArray().Select(static p => p.GetProperty("Name").GetString()).Order(StringComparer.Ordinal));
        CliResult nobody = _cli.Run("packages", "--owner-of", Path.Combine(prefix, "bin", "mine"));
        Assert.Equal(1, nobody.ExitCode);
        Assert.StartsWith("condaenv: PackageNotFound: No package in 'mkdocs-env' owns ", nobody.Error, StringComparison.Ordinal);
        Assert.Equal(2, _cli.Run("packages", "--owner-of", "x", "--at-revision", "1").ExitCode);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _cli.Dispose();
    }
}
