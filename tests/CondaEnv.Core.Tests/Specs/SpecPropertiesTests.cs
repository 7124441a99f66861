using System;
using System.Linq;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Pep440;
using CondaEnv.Specs.Pep508;
using CondaEnv.Specs.PipLines;
using CondaEnv.Specs.Versions;
using CondaEnv.Tests.Support;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace CondaEnv.Tests.Specs;

[Properties(Arbitrary = new[] { typeof(SpecSamples) }, QuietOnSuccess = true)]
public sealed class SpecPropertiesTests
{
    private static readonly ChannelConfiguration s_channels = new() { IsWindows = false, CurrentDirectory = "/tmp", HomeDirectory = "/home/user" };

    private static readonly CondaPackage s_package = new()
    {
        Name = "numpy",
        Version = CondaVersion.FromRecord("1.26.4"),
        Build = "py312_0",
        BuildNumber = 0,
        Channel = "conda-forge",
        Subdir = "linux-64",
        UrlSource = "https://conda.anaconda.org/conda-forge/linux-64/numpy-1.26.4-py312_0.conda",
    };

    [Property]
    public bool The_order_of_versions_is_total(VersionText first, VersionText second, VersionText third)
    {
        (CondaVersion a, CondaVersion b, CondaVersion c) = (CondaVersion.FromRecord(first.Text), CondaVersion.FromRecord(second.Text), CondaVersion.FromRecord(third.Text));
        bool antisymmetric = Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a));
        bool transitive = !(a <= b && b <= c) || a <= c;
        bool consistent = a == b == (a.CompareTo(b) == 0) && (a != b || a.GetHashCode() == b.GetHashCode());
        bool reflexive = a.CompareTo(CondaVersion.FromRecord(a.Text)) == 0;
        return antisymmetric && transitive && consistent && reflexive;
    }

    [Property]
    public bool The_order_of_versions_of_PEP_440_is_total(PepText first, PepText second, PepText third)
    {
        (Pep440Version a, Pep440Version b, Pep440Version c) = (Pep440Version.Parse(first.Text), Pep440Version.Parse(second.Text), Pep440Version.Parse(third.Text));
        bool antisymmetric = Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a));
        bool transitive = !(a <= b && b <= c) || a <= c;
        bool consistent = a == b == (a.CompareTo(b) == 0) && (a != b || a.GetHashCode() == b.GetHashCode());
        Pep440Version again = Pep440Version.Parse(a.ToString());
        Pep440Version normal = Pep440Version.Parse(a.Normalized);
        return antisymmetric && transitive && consistent && again == a && again.ToString() == a.ToString() && normal == a && normal.Normalized == a.Normalized;
    }

    [Property]
    public bool What_a_spec_says_that_it_equals_it_matches(PepText sample) =>
        Pep440Specifier.TryParse("==" + sample.Text, out Pep440Specifier? specifier) && specifier.Matches(sample.Text)
            && Pep440Specifier.TryParse("===" + sample.Text, out specifier) && specifier.Matches(sample.Text)
            && Pep440Specifier.TryParse("!=" + sample.Text, out specifier) && !specifier.Matches(sample.Text);

    [Property]
    public bool What_a_spec_of_conda_says_that_it_equals_it_matches(VersionText sample)
    {
        string text = sample.Text;

        // An asterisk makes a pattern of the spec, and a bare sign of a relation is none.
        if (text.Contains('*') || !CondaVersion.TryParse(text, out CondaVersion? version) || text != text.Trim())
        {
            return true;
        }

        CondaPackage package = new() { Name = "x", Version = version, Build = "0" };
        return VersionSpec.Parse("==" + text).Matches(version) && VersionSpec.Parse(text).Matches(version) && !VersionSpec.Parse("!=" + text).Matches(version)
            && MatchSpec.Parse($"x[version='=={text}',build=0]").Matches(package) && MatchSpec.Parse($"x=={text}=0").Matches(package);
    }

    [Property]
    public bool Parentheses_around_the_whole_change_nothing(VersionSpecText sample)
    {
        string text = sample.Text;

        // With them the general way is taken, without them the short one.
        bool valid = VersionSpec.TryParse(text, out VersionSpec? plain);
        return valid == VersionSpec.TryParse("(" + text + ")", out VersionSpec? grouped)
            && (!valid || (plain!.Text == grouped!.Text && plain.Kind == grouped.Kind
                && new[] { "1.0", "1.2", "1.3", "1.5.1", "2", "x@y", "acb" }.All(v => plain.Matches(CondaVersion.FromRecord(v)) == grouped.Matches(CondaVersion.FromRecord(v)))));
    }

    [Property]
    public bool A_version_starts_with_itself_and_what_it_is_normalised_to_is_the_same(VersionText sample) =>
        !CondaVersion.TryParse(sample.Text, out CondaVersion? version)
            || (version.StartsWith(version) && version == CondaVersion.Parse(version.Normalized) && CondaVersion.Parse(version.Normalized).Normalized == version.Normalized);

    [Fact]
    public void Mutated_texts_give_a_result_or_the_named_error() =>
        Fuzz.Check(FuzzTexts.Spec, 20_000, static sample =>
        {
            string text = sample.Text;
            Probe(text, CondaErrorKind.VersionInvalid, static t => CondaVersion.Parse(t).ToString());
            Probe(text, CondaErrorKind.VersionInvalid, static t => Pep440Version.Parse(t).Normalized);
            Probe(text, CondaErrorKind.SpecInvalid, static t => PipRequirementLine.Parse(t).Text);
            Probe(text, CondaErrorKind.SpecInvalid, static t => VersionSpec.Parse(t).ToString());
            Probe(text, CondaErrorKind.SpecInvalid, static t => Channel.Parse(t, s_channels).ToString());
            Probe(text, CondaErrorKind.SpecInvalid, static t =>
            {
                MatchSpec spec = MatchSpec.Parse(t, s_channels);
                _ = spec.Matches(s_package);
                return spec.ToString() + spec.ToCondaEnvForm() + spec.ToCondaBuildForm() + spec.Strictness + spec.IsNameOnly;
            });
            Probe(text, CondaErrorKind.SpecInvalid, static t =>
            {
                Pep508Requirement requirement = Pep508Requirement.Parse(t);
                _ = requirement.Applies(new MarkerEnvironment("linux-64", "3.12.1"), ["x"]);
                _ = requirement.Versions?.Matches("1.0") == requirement.Versions?.Matches("x y");
                string printed = requirement.ToString();
                Assert.Equal(printed, Pep508Requirement.Parse(printed).ToString());
                return printed;
            });

            // Whatever follows in the text, the credentials before it go.
            string redacted = SecretRedactor.Redact("https://user:s3cret@host/t/tk-s3cret/" + text);
            Assert.StartsWith("https://host/t/<TOKEN>/", redacted, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", redacted, StringComparison.Ordinal);
        });

    [Property]
    public bool What_is_printed_of_a_spec_with_name_version_build_and_channel_parses_to_the_same(MatchSpecText sample)
    {
        string text = sample.Text;
        string printed = MatchSpec.Parse(text, s_channels).ToString();
        return MatchSpec.Parse(printed, s_channels).ToString() == printed;
    }

    private static void Probe(string text, CondaErrorKind kind, Func<string, string> parse)
    {
        try
        {
            Assert.NotNull(parse(text));
        }
        catch (CondaEnvException error)
        {
            Assert.Equal(kind, error.Kind);
            Assert.InRange(error.Offset, 0, error.Target!.Length);
        }
    }
}
