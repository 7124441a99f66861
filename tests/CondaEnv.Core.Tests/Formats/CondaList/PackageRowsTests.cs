using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Adapters;
using CondaEnv.Compare;
using CondaEnv.Formats.Catalog;
using CondaEnv.Foundation.Csv;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Formats.CondaList;

/// <summary>Packages that were written to a file by this module, or by PowerShell, are read again.</summary>
public sealed class PackageRowsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private CondaEnvFile Read(string name, string text, Encoding? encoding = null, Action<string>? warn = null)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return new EnvironmentFileReader(static () => new YamlDotNetReader(), ChannelConfiguration.Default, static e => throw e, warn).Read(path);
    }

    private static string Csv(IReadOnlyList<CondaPackage> packages)
    {
        using StringWriter text = new();
        CsvRows.Write(text, packages, CondaPackage.Schema.All);
        return text.ToString();
    }

    [Fact]
    public void Our_own_CSV_is_the_environment()
    {
        EnvironmentContents contents = MiniEnv.Read(Fixtures.Env("pip-mixed"));
        CondaEnvFile file = Read("p.csv", Csv(contents.Packages));
        Assert.Equal((CondaEnvFileKind.CondaList, true, contents.Packages.Count), (file.Kind, file.IsExact, file.Dependencies.Count));
        Assert.Equal(contents.Packages.Select(static p => $"{p.Manager} {p} {p.Channel} {p.Sha256} {p.Timestamp:O}"), file.Dependencies.Select(static d => d.Package!).Select(static p => $"{p.Manager} {p} {p.Channel} {p.Sha256} {p.Timestamp:O}"));
        Assert.True(EnvironmentComparer.Compare(ComparedSide.Of(contents.Packages), ComparedSide.Of(file), includeEqual: false).IsEqual);
    }

    /// <summary>As Export-Csv of Windows PowerShell writes it, in a culture with its own separator and dates.</summary>
    [Theory]
    [InlineData("p.csv")]
    [InlineData("p.txt")]
    public void A_table_of_Export_Csv_is_read(string name)
    {
        List<string> warnings = [];
        CondaEnvFile file = Read(
            name,
            "#TYPE CondaEnv.CondaPackage\r\n\"Name\";\"Version\";\"Build\";\"Manager\";\"Timestamp\";\"Depends\"\r\n\"zlib\";\"1.3\";\"h1_0\";\"Conda\";\"2026-01-31 12:00:00\";\"[\"\"libzlib 1.3\"\"]\"\r\n\"idna\";\"3.10\";\"pypi_0\";\"Pip\";\"\";\"System.Collections.ArrayList\"\r\n",
            Encoding.Unicode, warnings.Add);
        Assert.Equal(["Conda zlib 1.3", "Pip idna 3.10"], file.Dependencies.Select(static d => $"{d.Manager} {d.Name} {d.Version}"));
        Assert.Equal(((DateTime?)new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Local).ToUniversalTime(), "libzlib 1.3"), (file.Dependencies[0].Package!.Timestamp?.ToUniversalTime(), Assert.Single(file.Dependencies[0].Package!.Depends)));

        // What says the name of a type in place of a list is no list.
        Assert.Contains("line 4", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("'Depends'", warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void CliXml_is_read()
    {
        CondaEnvFile file = Read("p.clixml", """
            <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
              <Obj RefId="0">
                <TN RefId="0"><T>CondaEnv.CondaPackage</T><T>System.Object</T></TN>
                <ToString>zlib=1.3=h1_0</ToString>
                <Props>
                  <S N="Name">zlib</S>
                  <Obj N="Version" RefId="1"><TN RefId="1"><T>CondaEnv.CondaVersion</T></TN><ToString>1.3</ToString><Props><S N="Text">1.3</S></Props></Obj>
                  <S N="Build">h1_0</S>
                  <Obj N="Manager" RefId="2"><TN RefId="2"><T>CondaEnv.PackageManager</T></TN><ToString>Conda</ToString><I32>0</I32></Obj>
                  <I64 N="Size">42</I64>
                  <B N="Requested">true</B>
                  <DT N="Timestamp">2026-01-31T12:00:00Z</DT>
                  <Nil N="License" />
                  <S N="RequestedSpec">a_x000A_b_x_c</S>
                  <Obj N="Depends" RefId="3"><TN RefId="3"><T>System.Collections.ArrayList</T></TN><LST><S>libzlib 1.3</S><S>__glibc &gt;=2.17</S></LST></Obj>
                </Props>
              </Obj>
              <Obj RefId="4">
                <TNRef RefId="0" />
                <Props><S N="Name">idna</S><S N="Version">3.10</S><S N="Manager">Pip</S><Ref N="Depends" RefId="3" /></Props>
              </Obj>
            </Objs>
            """, Encoding.Unicode);
        Assert.Equal(["Conda zlib 1.3", "Pip idna 3.10"], file.Dependencies.Select(static d => $"{d.Manager} {d.Name} {d.Version}"));
        CondaPackage zlib = file.Dependencies[0].Package!;
        Assert.Equal((42L, true, null, "a\nb_x_c", (DateTime?)new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc)), (zlib.Size, zlib.Requested, zlib.License, zlib.RequestedSpec, zlib.Timestamp?.ToUniversalTime()));
        Assert.Equal(["libzlib 1.3", "__glibc >=2.17"], zlib.Depends);
        Assert.Equal(zlib.Depends, file.Dependencies[1].Package!.Depends);
    }

    [Fact]
    public void CliXml_of_a_list_in_one_object_is_its_packages() =>
        Assert.Equal(["a", "b"], Read("p.clixml", "<Objs Version=\"1.1.0.1\" xmlns=\"x\"><Obj RefId=\"0\"><LST><Obj RefId=\"1\"><Props><S N=\"Name\">a</S><S N=\"Version\">1</S></Props></Obj><Obj RefId=\"2\"><MS><S N=\"Name\">b</S><S N=\"Version\">2</S></MS></Obj></LST></Obj></Objs>").Dependencies.Select(static d => d.Name));

    /// <summary>A text may claim what it likes.</summary>
    [Fact]
    public void CliXml_that_is_nested_without_end_is_refused()
    {
        StringBuilder text = new("<Objs Version=\"1.1.0.1\">");
        for (int i = 0; i < 5000; i++)
        {
            text.Append("<Obj><LST>");
        }

        Assert.Equal(CondaErrorKind.FileInvalid, Assert.Throws<CondaEnvException>(() => Read("p.clixml", text.ToString())).Kind);
        Assert.Equal(CondaErrorKind.FileInvalid, Assert.Throws<CondaEnvException>(() => Read("q.clixml", "<!DOCTYPE a [<!ENTITY b \"c\">]><Objs Version=\"1\"><S>&b;</S></Objs>")).Kind);
    }

    public void Dispose() => _folder.Dispose();
}
