using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Source;
using CondaEnv.Specs.Platforms;

namespace CondaEnv.Export;

/// <summary>
/// Export options as given by the user; null if an option was not given. <see cref="Validate"/> contains all rules for
/// combinations of options; a front end only maps its parameters to the properties.
/// </summary>
internal sealed record ExportRequest
{
    /// <summary>The path that determines the format if <see cref="Format"/> is null; null if there is none.</summary>
    public string? Path { get; init; }

    /// <summary>See <see cref="ExportOptions.Format"/>. Null to use the file name, otherwise environment.yml.</summary>
    public ExportFormat? Format { get; init; }

    /// <summary>See <see cref="ExportOptions.Style"/>. Null for the default style of the format.</summary>
    public ExportStyle? Style { get; init; }

    /// <summary>See <see cref="ExportOptions.Hash"/>; only for explicit files.</summary>
    public PackageHash? Hash { get; init; }

    /// <summary>See <see cref="ExportOptions.Channels"/>.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>
    /// See <see cref="ExportOptions.OverrideChannels"/>; requires <see cref="Channels"/>, as in conda.
    /// </summary>
    public bool OverrideChannels { get; init; }

    /// <summary>See <see cref="ExportOptions.IgnoreChannels"/>.</summary>
    public bool IgnoreChannels { get; init; }

    /// <summary>See <see cref="ExportOptions.IncludePrefix"/>.</summary>
    public bool IncludePrefix { get; init; }

    /// <summary>See <see cref="ExportOptions.IncludeSecret"/>.</summary>
    public bool IncludeSecret { get; init; }

    /// <summary>
    /// See <see cref="ExportOptions.Roots"/>. This and all following properties are only for the style Portable.
    /// </summary>
    public ExportRoots? StartFrom { get; init; }

    /// <summary>See <see cref="ExportOptions.Pin"/>.</summary>
    public PinPrecision? Pin { get; init; }

    /// <summary>See <see cref="ExportOptions.PinPackages"/>; null if not given.</summary>
    public IReadOnlyList<KeyValuePair<string, PinPrecision>>? PinPackage { get; init; }

    /// <summary>See <see cref="ExportOptions.AllowLooserPin"/>.</summary>
    public bool? AllowLooserPin { get; init; }

    /// <summary>See <see cref="ExportOptions.Pip"/>.</summary>
    public PipSelection? Pip { get; init; }

    /// <summary>See <see cref="ExportOptions.TargetPlatforms"/>; null if not given.</summary>
    public IReadOnlyList<string>? Platform { get; init; }

    private ExportFormat ChosenFormat => FormatCatalog.Choose(Format, Path);

    private ExportStyle ChosenStyle => Style ?? FormatCatalog.Of(ChosenFormat).DefaultStyle;

    /// <summary>Returns the options, if they can be combined.</summary>
    /// <param name="spell">Formats an option, with its value if there is one, as the user types it.</param>
    /// <exception cref="CondaEnvException">The first of <see cref="Problems"/>.</exception>
    public ExportOptions Validate(Func<string, object?, string> spell)
    {
        foreach (CondaEnvException problem in Problems(spell))
        {
            throw problem;
        }

        return new ExportOptions
        {
            Format = ChosenFormat,
            Style = ChosenStyle,
            Hash = Hash ?? default,
            Channels = Channels,
            OverrideChannels = OverrideChannels,
            IgnoreChannels = IgnoreChannels,
            IncludePrefix = IncludePrefix,
            IncludeSecret = IncludeSecret,
            Roots = StartFrom,
            Pin = Pin ?? default,
            PinPackages = PinPackage ?? [],
            AllowLooserPin = AllowLooserPin ?? false,
            Pip = Pip ?? default,
            TargetPlatforms = Platform ?? [],
        };
    }

    /// <summary>
    /// Invalid combinations: ChannelRequired, StyleRequired, FormatRequired, FormatUnsupported, PlatformUnknown.
    /// </summary>
    /// <param name="spell">Formats an option, with its value if there is one, as the user types it.</param>
    public IEnumerable<CondaEnvException> Problems(Func<string, object?, string> spell)
    {
        if (OverrideChannels && Channels.Count == 0)
        {
            yield return Problem(CondaErrorKind.ChannelRequired, $"{spell(nameof(OverrideChannels), null)} leaves the configured channels out: name at least one with {spell("Channel", null)}.");
        }

        if (ChosenStyle != ExportStyle.Portable)
        {
            foreach (string option in PortableOnly())
            {
                yield return Problem(CondaErrorKind.StyleRequired, $"{spell(option, null)} goes with {spell(nameof(Style), ExportStyle.Portable)}.");
            }
        }

        foreach (string platform in (Platform ?? []).Where(static p => !KnownSubdirs.IsPlatform(p)))
        {
            IReadOnlyList<string> near = KnownSubdirs.Near(platform);
            yield return new CondaEnvException(
                CondaErrorKind.PlatformUnknown,
                $"conda has no platform '{platform}'. {(near.Count > 0 ? $"Did you mean {string.Join(" or ", near.Select(static n => $"'{n}'"))}? " : "")}The platforms are: {string.Join(", ", KnownSubdirs.Platforms)}.",
                platform);
        }

        if (Hash is not null && ChosenFormat != ExportFormat.Explicit)
        {
            yield return Problem(CondaErrorKind.FormatRequired, $"{spell(nameof(Hash), null)} goes with {spell(nameof(Format), ExportFormat.Explicit)}.");
        }

        if (!FormatCatalog.IsSupported(ChosenStyle, ChosenFormat))
        {
            string styles = string.Join(" or ", FormatCatalog.Of(ChosenFormat).StyleList.Select(s => spell(nameof(Style), s)));
            yield return new CondaEnvException(
                CondaErrorKind.FormatUnsupported, $"{spell(nameof(Style), ChosenStyle)} does not go with {spell(nameof(Format), ChosenFormat)}: use {styles}, or choose another format.", $"{ChosenStyle}/{ChosenFormat}");
        }
    }

    private IEnumerable<string> PortableOnly() => new (string Option, bool IsGiven)[]
    {
        (nameof(StartFrom), StartFrom is not null),
        (nameof(Pin), Pin is not null),
        (nameof(PinPackage), PinPackage is not null),
        (nameof(AllowLooserPin), AllowLooserPin is not null),
        (nameof(Pip), Pip is not null),
        (nameof(Platform), Platform is not null),
    }.Where(static o => o.IsGiven).Select(static o => o.Option);

    private static CondaEnvException Problem(CondaErrorKind kind, string message) => new(kind, message);
}
