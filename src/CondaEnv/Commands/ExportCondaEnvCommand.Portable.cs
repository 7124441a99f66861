using System.Collections;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Export;
using CondaEnv.Formats.Source;

namespace CondaEnv.Commands;

/// <content>The parameters of the style Portable, and those for losses.</content>
public sealed partial class ExportCondaEnvCommand
{
    /// <summary>
    /// Portable: which conda packages to list. Default: those requested in the history; if there are none, those that
    /// no other package depends on.
    /// </summary>
    [Parameter]
    public ExportRoots StartFrom { get; set; }

    /// <summary>
    /// Portable: how much of each installed version is written. Stricter requests of the user are kept.
    /// </summary>
    [Parameter]
    public PinPrecision Pin { get; set; }

    /// <summary>
    /// Portable: another precision for some packages, by name or wildcard: <c>@{ python = 'Minor' }</c>. A package with
    /// a full name is also listed.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [PinTable]
    public IDictionary? PinPackage { get; set; }

    /// <summary>Portable: let the pin replace a stricter constraint of the user.</summary>
    [Parameter]
    public SwitchParameter AllowLooserPin { get; set; }

    /// <summary>Portable: which pip packages are listed.</summary>
    [Parameter]
    public PipSelection Pip { get; set; }

    /// <summary>
    /// Portable: the target platforms, such as <c>win-64</c>. Packages that are not available for one of them cause a
    /// warning.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string[]? Platform { get; set; }

    /// <summary>
    /// Write credentials of channels and values of environment variables. By default they are omitted and reported.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeSecret { get; set; }

    /// <summary>Return an object that describes the export and its losses, without writing anything.</summary>
    [Parameter]
    public SwitchParameter ReportOnly { get; set; }

    /// <summary>Do not write anything if the text would create a different environment.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Creates the options from the parameters.</summary>
    /// <param name="path">The path, which determines the format if no format is given; null if there is none.</param>
    /// <exception cref="CondaEnvException">ChannelRequired, StyleRequired, FormatRequired,
    /// FormatUnsupported.</exception>
    private ExportOptions Options(string? path) => new ExportRequest
    {
        Path = path,
        Format = Given(nameof(Format), Format),
        Style = Given(nameof(Style), Style),
        Hash = Given(nameof(Hash), Hash),
        Channels = Channel,
        OverrideChannels = OverrideChannels,
        IgnoreChannels = IgnoreChannels,
        IncludePrefix = IncludePrefix,
        IncludeSecret = IncludeSecret,
        StartFrom = Given(nameof(StartFrom), StartFrom),
        Pin = Given(nameof(Pin), Pin),
        PinPackage = PinPackage is null ? null : PinTableAttribute.Parse(PinPackage),
        AllowLooserPin = Given(nameof(AllowLooserPin), (bool)AllowLooserPin),
        Pip = Given(nameof(Pip), Pip),
        Platform = Platform,
    }.Validate(static (option, value) => $"-{option}{(value is null ? "" : " " + value)}");

    private T? Given<T>(string parameter, T value)
        where T : struct => MyInvocation.BoundParameters.ContainsKey(parameter) ? value : null;
}
