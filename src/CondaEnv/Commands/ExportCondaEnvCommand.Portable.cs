using System.Collections;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Export;
using CondaEnv.Formats.Source;

namespace CondaEnv.Commands;

/// <content>The parameters of the style Portable, and those that say what may be lost.</content>
public sealed partial class ExportCondaEnvCommand
{
    /// <summary>Portable: what the list of conda packages starts from. Without it the history, or the leaves where that says nothing.</summary>
    [Parameter]
    public ExportRoots StartFrom { get; set; }

    /// <summary>Portable: how much of each installed version is written. What was asked for more tightly stays so.</summary>
    [Parameter]
    public PinPrecision Pin { get; set; }

    /// <summary>Portable: another precision for some packages, by name or wildcard: <c>@{ python = 'Minor' }</c>. A package named in full is listed, too.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [PinTable]
    public IDictionary? PinPackage { get; set; }

    /// <summary>Portable: let the pin take the place of a constraint that is tighter.</summary>
    [Parameter]
    public SwitchParameter AllowLooserPin { get; set; }

    /// <summary>Portable: which pip packages are listed.</summary>
    [Parameter]
    public PipSelection Pip { get; set; }

    /// <summary>Portable: the platforms that the file is for, such as <c>win-64</c>. Packages that one of them lacks are warned of.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string[]? Platform { get; set; }

    /// <summary>Write credentials of channels and values of variables; without it they are left out, and reported.</summary>
    [Parameter]
    public SwitchParameter IncludeSecret { get; set; }

    /// <summary>Return what the export would say and lose, and write nothing.</summary>
    [Parameter]
    public SwitchParameter ReportOnly { get; set; }

    /// <summary>Write nothing where an environment made from the text would differ.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>What the parameters ask for.</summary>
    /// <param name="path">The path, which names the format if nothing else does; null without one.</param>
    /// <exception cref="CondaEnvException">ChannelRequired, StyleRequired, FormatRequired, FormatUnsupported.</exception>
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
