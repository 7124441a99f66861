using System;
using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Prefixes;
using CondaEnv.Specs.MatchSpecs;
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
        Random random = new(11);
        string[] channels = ["https://conda.anaconda.org/conda-forge/linux-64", "https://repo.anaconda.com/pkgs/main/noarch", "<unknown>", "https://host/a/my-chan_1/linux-64"];
        for (int i = 0; i < 20000; i++)
        {
            CondaPackage package = Conda(
                Text(random, "abz09__--..", 1, 8),
                Text(random, "019..__aZrc", 1, 8),
                random.Next(20) == 0 ? "0.conda" : Text(random, "0aZ_.h", 1, 6),
                channels[random.Next(channels.Length)]);
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
        }
    }

    private static string Text(Random random, string alphabet, int least, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => alphabet[random.Next(alphabet.Length)]));
}
