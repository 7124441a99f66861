using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace CondaEnv.Tests.Specs;

/// <summary>A text that may be a version of conda, or nearly one.</summary>
public sealed record VersionText(string Text);

/// <summary>A version of PEP 440, in any of its spellings.</summary>
public sealed record PepText(string Text);

/// <summary>A version spec of several terms.</summary>
public sealed record VersionSpecText(string Text);

/// <summary>A match spec with name, version, build and channel.</summary>
public sealed record MatchSpecText(string Text);

/// <summary>Makes the samples that the properties of versions and specs take.</summary>
public static class SpecSamples
{
    // What versions are made of, and what may go wrong between.
    public static Arbitrary<VersionText> Versions() => Arb.From(
        Gen.Elements("0", "1", "01", "10", "2", "a", "rc", "dev", "post", "Z", ".", ".", ".", "_", "-", "+", "!", "*", " ", ",", "99999999999999999999")
            .ArrayOf().Select(static parts => new VersionText(string.Concat(parts))),
        static v => Enumerable.Range(0, v.Text.Length).Select(i => new VersionText(v.Text.Remove(i, 1))));

    public static Arbitrary<PepText> PepVersions() =>
        Join(["", "1!", "v", "01!"], ["0", "1", "1.0", "1.0.0", "1.10", "2.0.1"], ["", "a1", "-Beta.2", "rc", "c3", "a01"], ["", ".post1", "-2", "rev", ".post0"], ["", ".dev1", "dev", "-DEV-2"], ["", "+local", "+1.2", "+Ubuntu_1"])
            .Select(static t => new PepText(t)).ToArbitrary();

    public static Arbitrary<VersionSpecText> VersionSpecs() =>
        Join(["1.0", ">=1.2", " <2 ", "!=1.5.*", "*", "1.*", "==1", "~=1.2", "a*b", "", " ", "x@y", ">= 1"], [",", "|"])
            .ArrayOf().Select(static terms => new VersionSpecText(string.Concat(terms) + "1.3")).ToArbitrary();

    public static Arbitrary<MatchSpecText> MatchSpecs() =>
        Join(["", "conda-forge::", "defaults::", "https://h.example/a/b/noarch::", "*/win-64::"], ["numpy", "_x", "r-base", "a.b"]).SelectMany(
            static _ => Gen.Elements("", "=1.2", "==1.2", "[version='>=1,<2']", ">=1|3.*", "!=1.5").Zip(Gen.Elements("", "[build=h*]", "[build=0,build_number=3]", "[md5=ff]")),
            static (name, rest) => new MatchSpecText(name + (rest.Item2.Length > 0 && rest.Item1.EndsWith("]", StringComparison.Ordinal) ? "" : rest.Item1) + rest.Item2)).ToArbitrary();

    /// <summary>One part of each list, one after another.</summary>
    private static Gen<string> Join(params string[][] parts) =>
        parts.Select(static p => Gen.Elements(p)).Aggregate(static (all, next) => all.Zip(next).Select(static t => t.Item1 + t.Item2));
}
