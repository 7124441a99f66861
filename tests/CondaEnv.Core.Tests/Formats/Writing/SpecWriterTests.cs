using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Prefixes;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Formats.Writing;

/// <summary>The short way that ordinary packages take must print what MatchSpec prints.</summary>
public sealed class SpecWriterTests
{
    [Theory]
    [InlineData(ExportStyle.Full)]
    [InlineData(ExportStyle.NoBuilds)]
    public void The_short_way_is_the_long_way(ExportStyle style)
    {
        string[] channels = ["https://conda.anaconda.org/conda-forge/linux-64", "https://repo.anaconda.com/pkgs/main/noarch", "<unknown>", "https://host/a/my-chan_1/linux-64"];
        Gen<(string Name, string Version, string Build, string Channel)> packages = Text("abz09__--..", 1, 8).Zip(Text("019..__aZrc", 1, 8))
            .Zip(Gen.Frequency((1, Gen.Constant("0.conda")), (19, Text("0aZ_.h", 1, 6)))).Zip(Gen.Elements(channels))
            .Select(static t => (t.Item1.Item1.Item1, t.Item1.Item1.Item2, t.Item1.Item2, t.Item2));
        Fuzz.Check(packages.ToArbitrary(), 20_000, static p => p.ToString(), p =>
        {
            CondaPackage package = Conda(p.Name, p.Version, p.Build, p.Channel);
            EnvironmentContents contents = Of([package]);
            foreach (bool ignoreChannels in new[] { false, true })
            {
                ExportSource source = new(contents, new ExportOptions { Style = style, IgnoreChannels = ignoreChannels });
                LossReport losses = new(source);
                SpecWriter writer = new(source, losses);
                string raw = SpecWriter.AsRecorded(package, style == ExportStyle.Full);
                string full = ignoreChannels ? raw : source.ChannelOf(package).Name + "::" + raw;
                string environmentForm = raw;
                string canonicalForm = full;
                bool valid = true;
                try
                {
                    MatchSpec spec = MatchSpec.Parse(full);
                    environmentForm = spec.ToCondaEnvForm();
                    canonicalForm = spec.ToString()!;
                }
                catch (CondaEnvException)
                {
                    valid = false;
                }

                Assert.Equal(environmentForm, writer.EnvironmentForm(package));
                Assert.Equal(canonicalForm, writer.CanonicalForm(package));
                Assert.Equal(valid, losses.Rows.Count == 0);
            }
        });
    }

    private static Gen<string> Text(string alphabet, int least, int most) =>
        Gen.Choose(least, most).SelectMany(n => Gen.Elements(alphabet.ToCharArray()).ArrayOf(n)).Select(static signs => new string(signs));
}
