using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Pep440;
using CondaEnv.Specs.Pep508;
using CondaEnv.Specs.PipLines;
using CondaEnv.Specs.Versions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CondaEnv.Tests.Specs;

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

    // What versions are made of, and what may go wrong between.
    private static readonly Gen<string> s_version =
        Gen.Elements("0", "1", "01", "10", "2", "a", "rc", "dev", "post", "Z", ".", ".", ".", "_", "-", "+", "!", "*", " ", ",", "99999999999999999999")
            .ArrayOf().Select(string.Concat);

    private static readonly Gen<string> s_pep440 =
        Gen.Elements("", "1!", "v", "01!").Zip(Gen.Elements("0", "1", "1.0", "1.0.0", "1.10", "2.0.1"))
            .Zip(Gen.Elements("", "a1", "-Beta.2", "rc", "c3", "a01"))
            .Zip(Gen.Elements("", ".post1", "-2", "rev", ".post0"))
            .Zip(Gen.Elements("", ".dev1", "dev", "-DEV-2"))
            .Zip(Gen.Elements("", "+local", "+1.2", "+Ubuntu_1"))
            .Select(static t => t.Item1.Item1.Item1.Item1.Item1 + t.Item1.Item1.Item1.Item1.Item2 + t.Item1.Item1.Item1.Item2 + t.Item1.Item1.Item2 + t.Item1.Item2 + t.Item2);

    private static readonly string[] s_seeds =
    [
        "numpy", "conda-forge/linux-64::numpy[version='>=1.20,<2',build=py312*]", "numpy 1.8 py_0", "numpy=1.8=*", "mkl@", "a >=1|<2,!=1.5 if x # y",
        "https://u:p@h.example:8080/t/tk-1/ch/noarch/x-1-0.conda", "*/win-64::py*[build_number='>=1',md5=ff,license=MIT]", "^a.*$ ^1.*$", "~/x::y (optional)",
        "requests[a,b] >=1,<2 ; python_version < '3' and (os_name == 'nt' or extra in 'x')", "x @ git+https://h/x.git@v1 ; extra == 'y'", "1!2.3.post1+cu121.4_",
        "((1.5|((1.6|1.7), 1.8), 1.9 |2.0))|2.1", "https://repo.anaconda.com/pkgs", "file:///C:/x%20y/ü", "//server/share", "C:\\x\\y",
        "-e git+https://u:p@h/x@v1#egg=y&subdirectory=z", "x==1.0 --hash=sha256:aa -i 'https://h' # y", "./a/b-1.0-py3-none-any.whl ; os_name == 'nt'",
        "numpy[build='^(a+)+$',build_number='>=1',url='https://u:p@h/x',license='*']",
    ];

    [Fact]
    public void The_order_of_versions_is_total() => Prop.ForAll(
        Gen.Three(s_version.Select(CondaVersion.FromRecord)).ToArbitrary(),
        static versions =>
        {
            (CondaVersion a, CondaVersion b, CondaVersion c) = versions;
            bool antisymmetric = Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a));
            bool transitive = !(a <= b && b <= c) || a <= c;
            bool consistent = a == b == (a.CompareTo(b) == 0) && (a != b || a.GetHashCode() == b.GetHashCode());
            bool reflexive = a.CompareTo(CondaVersion.FromRecord(a.Text)) == 0;
            return antisymmetric && transitive && consistent && reflexive;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_versions_of_PEP_440_is_total() => Prop.ForAll(
        Gen.Three(s_pep440.Select(Pep440Version.Parse)).ToArbitrary(),
        static versions =>
        {
            (Pep440Version a, Pep440Version b, Pep440Version c) = versions;
            bool antisymmetric = Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a));
            bool transitive = !(a <= b && b <= c) || a <= c;
            bool consistent = a == b == (a.CompareTo(b) == 0) && (a != b || a.GetHashCode() == b.GetHashCode());
            Pep440Version again = Pep440Version.Parse(a.ToString());
            Pep440Version normal = Pep440Version.Parse(a.Normalized);
            return antisymmetric && transitive && consistent && again == a && again.ToString() == a.ToString() && normal == a && normal.Normalized == a.Normalized;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_a_spec_says_that_it_equals_it_matches() => Prop.ForAll(
        s_pep440.ToArbitrary(),
        static text => Pep440Specifier.TryParse("==" + text, out Pep440Specifier? specifier) && specifier.Matches(text)
            && Pep440Specifier.TryParse("===" + text, out specifier) && specifier.Matches(text)
            && Pep440Specifier.TryParse("!=" + text, out specifier) && !specifier.Matches(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void What_a_spec_of_conda_says_that_it_equals_it_matches() => Prop.ForAll(
        s_version.ToArbitrary(),
        static text =>
        {
            // An asterisk makes a pattern of the spec, and a bare sign of a relation is none.
            if (text.Contains('*') || !CondaVersion.TryParse(text, out CondaVersion? version) || text != text.Trim())
            {
                return true;
            }

            CondaPackage package = new() { Name = "x", Version = version, Build = "0" };
            return VersionSpec.Parse("==" + text).Matches(version) && VersionSpec.Parse(text).Matches(version) && !VersionSpec.Parse("!=" + text).Matches(version)
                && MatchSpec.Parse($"x[version='=={text}',build=0]").Matches(package) && MatchSpec.Parse($"x=={text}=0").Matches(package);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parentheses_around_the_whole_change_nothing() => Prop.ForAll(
        Gen.Elements("1.0", ">=1.2", " <2 ", "!=1.5.*", "*", "1.*", "==1", "~=1.2", "a*b", "", " ", "x@y", ">= 1").Zip(Gen.Elements(",", "|"))
            .ArrayOf().Select(static p => string.Concat(p.Select(static t => t.Item1 + t.Item2)) + "1.3").ToArbitrary(),
        static text =>
        {
            // With them the general way is taken, without them the short one.
            bool valid = VersionSpec.TryParse(text, out VersionSpec? plain);
            return valid == VersionSpec.TryParse("(" + text + ")", out VersionSpec? grouped)
                && (!valid || (plain!.Text == grouped!.Text && plain.Kind == grouped.Kind
                    && new[] { "1.0", "1.2", "1.3", "1.5.1", "2", "x@y", "acb" }.All(v => plain.Matches(CondaVersion.FromRecord(v)) == grouped.Matches(CondaVersion.FromRecord(v)))));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_version_starts_with_itself_and_what_it_is_normalised_to_is_the_same() => Prop.ForAll(
        s_version.ToArbitrary(),
        static text => !CondaVersion.TryParse(text, out CondaVersion? version)
            || (version.StartsWith(version) && version == CondaVersion.Parse(version.Normalized) && CondaVersion.Parse(version.Normalized).Normalized == version.Normalized))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Mutated_texts_give_a_result_or_the_named_error()
    {
        Random random = new(20260);
        for (int i = 0; i < 20_000; i++)
        {
            string text = Mutate(s_seeds[random.Next(s_seeds.Length)], random);
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
        }
    }

    [Fact]
    public void What_is_printed_of_a_spec_with_name_version_build_and_channel_parses_to_the_same() => Prop.ForAll(
        Gen.Elements("", "conda-forge::", "defaults::", "https://h.example/a/b/noarch::", "*/win-64::").Select(static c => c)
            .Zip(Gen.Elements("numpy", "_x", "r-base", "a.b"))
            .Zip(Gen.Elements("", "=1.2", "==1.2", "[version='>=1,<2']", ">=1|3.*", "!=1.5"))
            .Zip(Gen.Elements("", "[build=h*]", "[build=0,build_number=3]", "[md5=ff]"))
            .Select(static t => t.Item1.Item1.Item1 + t.Item1.Item1.Item2 + (t.Item2.Length > 0 && t.Item1.Item2.EndsWith(']') ? string.Empty : t.Item1.Item2) + t.Item2)
            .ToArbitrary(),
        static text =>
        {
            string printed = MatchSpec.Parse(text, s_channels).ToString();
            return MatchSpec.Parse(printed, s_channels).ToString() == printed;
        }).QuickCheckThrowOnFailure();

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

    private static string Mutate(string seed, Random random)
    {
        const string Signs = " =<>!~,|()[]:*^$.-_+@#/\\'\"abcXYZ019%;?&{}\t\n\u00fc\ud83d";
        List<char> text = [.. seed];
        for (int n = random.Next(1, 6); n > 0; n--)
        {
            int at = random.Next(text.Count + 1);
            switch (random.Next(3))
            {
                case 0:
                    text.Insert(at, Signs[random.Next(Signs.Length)]);
                    break;
                case 1 when at < text.Count:
                    text.RemoveAt(at);
                    break;
                default:
                    text.InsertRange(at, text.Take(random.Next(text.Count + 1)).Skip(random.Next(text.Count + 1)).ToArray());
                    break;
            }
        }

        return string.Concat(text);
    }
}
