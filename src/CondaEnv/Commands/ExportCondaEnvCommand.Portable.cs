using System.Collections;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Formats.Source;

namespace CondaEnv.Commands;

/// <content>The parameters of the style Portable, and those that say what may be lost.</content>
public sealed partial class ExportCondaEnvCommand
{
    private static readonly string[] s_portableOnly = [nameof(Roots), nameof(Pin), nameof(PinPackage), nameof(AllowLooserPin), nameof(Pip), nameof(Platform)];

    /// <summary>Portable: what the list of conda packages starts from. Without it the history, or the leaves where that says nothing.</summary>
    [Parameter]
    public ExportRoots Roots { get; set; }

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
    public string[] Platform { get; set; } = [];

    /// <summary>Write credentials of channels and values of variables; without it they are left out, and reported.</summary>
    [Parameter]
    public SwitchParameter IncludeSecret { get; set; }

    /// <summary>Return what the export would say and lose, and write nothing.</summary>
    [Parameter]
    public SwitchParameter ReportOnly { get; set; }

    /// <summary>Write nothing where an environment made from the text would differ.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    private void CheckPortable(ExportStyle style)
    {
        if (style != ExportStyle.Portable && s_portableOnly.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } name)
        {
            Refuse($"-{name} goes with -Style Portable.", "StyleRequired");
        }
    }

    private ExportOptions WithPortable(ExportOptions options) => options with
    {
        Roots = MyInvocation.BoundParameters.ContainsKey(nameof(Roots)) ? Roots : null,
        Pin = Pin,
        PinPackages = PinTableAttribute.Parse(PinPackage),
        AllowLooserPin = AllowLooserPin,
        Pip = Pip,
        TargetPlatforms = Platform,
        IncludeSecret = IncludeSecret,
    };

    private void Refuse(string message, string id) => ThrowTerminatingError(new ErrorRecord(
        new ParameterBindingException(message), id, ErrorCategory.InvalidArgument, targetObject: null));
}
