using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Graph;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Export;

/// <summary>
/// The file to share: the requested conda and pip packages with the chosen precision, for any machine. It contains no
/// prefix, no builds unless requested, no unrequested packages that are specific to this platform, and no secrets.
/// </summary>
internal static class PortableExport
{
    /// <summary>Creates the view.</summary>
    /// <exception cref="CondaEnvException">PackageNotFound if a pin is for a package that is not installed.</exception>
    public static PortableView View(ExportSource source, LossReport losses)
    {
        ExportOptions options = source.Options;
        RequirePinned(source);
        List<PortableSpec> specs = [];
        IReadOnlyList<CondaRoot> roots = CondaRoots.Choose(source, losses);
        foreach (CondaRoot root in roots)
        {
            PinPrecision pin = PinOf(options, root);
            PortableSpec spec = CondaPin.Write(root, pin, options.AllowLooserPin);
            string? channel = spec.Channel is null ? null : SecretRedactor.Redact(spec.Channel);
            if (channel != spec.Channel)
            {
                losses.SecretRemoved(spec.Name, $"the credentials of the channel '{channel}' are left out");
            }

            if (channel is not null && LocalPaths.IsLocalChannel(channel))
            {
                losses.LocalChannel(channel);
            }

            if (CondaPin.IsViolated(root, options.AllowLooserPin && pin != PinPrecision.AsRequested ? null : root.Spec))
            {
                losses.RequestViolated(root.Package, root.Spec!.Version!.Text);
            }

            Bound(root, spec, options, losses);
            specs.Add(spec with { Channel = channel });
        }

        IReadOnlyList<PipRoot> pip = PipRoots.Choose(source);
        string[] lines = [.. pip.Select(r => PipLine.Write(source, r, PinOf(options, r.Package.Name), losses)).OfType<string>()];
        if (lines.Length > 0 && !specs.Exists(static s => s.Name == "pip"))
        {
            // conda warns about a pip section without it (CEP 24), and adds an unspecified version.
            CondaPackage? installed = source.CondaPackages.FirstOrDefault(static p => p.Name == "pip");
            specs.Add(installed is null ? new PortableSpec("pip") : CondaPin.Write(new CondaRoot(installed, null, IsRequested: false), PinOf(options, "pip"), allowLooser: false));
        }

        losses.RecordsInPipSection();
        losses.NotRequested(NotBroughtAlong(source, roots, pip));
        losses.PipIndexes(pip.Select(static r => r.Package));
        if (options.Pip == PipSelection.None)
        {
            losses.PipPackagesOmitted();
        }

        return new PortableView
        {
            Name = NameOf(source.Contents.Name),
            Channels = PortableChannels.Choose(source, losses),
            Platforms = options.TargetPlatforms,
            InstalledPlatform = source.Contents.Platform,
            Packages = specs,
            PipRequirements = lines,
            Variables = Variables(source, losses),
        };
    }

    /// <summary>
    /// The conda packages that the text neither lists nor installs as dependencies: leftovers, or packages that were
    /// not installed by a request.
    /// </summary>
    private static IEnumerable<CondaPackage> NotBroughtAlong(ExportSource source, IReadOnlyList<CondaRoot> roots, IReadOnlyList<PipRoot> pip)
    {
        PackageGraph graph = source.Contents.Graph;
        IEnumerable<int> extras = pip.Where(static r => r.Extras.Count > 0).SelectMany(r => graph.Requirements.BroughtBy(graph.PlaceOf(r.Package), [.. r.Extras]));
        bool[] brought = graph.Closure(roots.Select(r => graph.PlaceOf(r.Package)).Concat(pip.Select(r => graph.PlaceOf(r.Package))).Concat(extras));

        // conda adds pip as a dependency of python, and pip has its own dependencies.
        bool hasPip = pip.Count > 0 || (graph.Find("python") is var python && python >= 0 && brought[python]);
        bool[] withPip = hasPip ? graph.Closure([graph.Find("pip")]) : brought;
        return source.CondaPackages.Where(p => graph.PlaceOf(p) is var place && !brought[place] && !withPip[place]);
    }

    /// <summary>A pin that matches no package is usually a misspelled name.</summary>
    private static void RequirePinned(ExportSource source)
    {
        string[] names = [.. source.CondaPackages.Concat(source.PythonPackages).Select(static p => p.Name)];
        foreach (KeyValuePair<string, PinPrecision> pin in source.Options.PinPackages.Where(pin => !names.Any(n => Wildcard.Fits(pin.Key, n))))
        {
            IReadOnlyList<string> near = NearNames.Of(pin.Key, names);
            throw new CondaEnvException(
                CondaErrorKind.PackageNotFound,
                $"'{source.Contents.Name}' has no package '{pin.Key}' to pin. {(near.Count > 0 ? $"Did you mean {string.Join(" or ", near.Select(static n => $"'{n}'"))}?" : "Leave the name out for this environment.")}",
                pin.Key);
        }
    }

    private static PinPrecision PinOf(ExportOptions options, CondaRoot root)
    {
        PinPrecision pin = PinOf(options, root.Package.Name);
        return pin == PinPrecision.AsRequested && !root.IsRequested && root.Package.Name == CondaRoots.Python ? PinPrecision.Minor : pin;
    }

    private static PinPrecision PinOf(ExportOptions options, string name)
    {
        PinPrecision pin = options.Pin;
        foreach (KeyValuePair<string, PinPrecision> exception in options.PinPackages)
        {
            pin = Wildcard.Fits(exception.Key, name) ? exception.Value : pin;
        }

        return pin;
    }

    private static void Bound(CondaRoot root, PortableSpec spec, ExportOptions options, LossReport losses)
    {
        string? family = PlatformBound.FamilyOf(root.Package);
        if (family is not null && (options.TargetPlatforms.Count == 0 || options.TargetPlatforms.Any(p => !PlatformBound.Exists(family, p))))
        {
            losses.PlatformBound(root.Package, family, [.. options.TargetPlatforms.Where(p => !PlatformBound.Exists(family, p))]);
        }

        if (spec.Build is not null && root.Package.Noarch is null)
        {
            losses.BuildPinned(root.Package, spec.Build);
        }
    }

    /// <summary>
    /// An environment outside the usual folders has its path as its name; the file contains only the last part.
    /// </summary>
    private static string NameOf(string name)
    {
        string trimmed = name.TrimEnd('/', '\\');
        return trimmed.Substring(trimmed.LastIndexOfAny(['/', '\\']) + 1);
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Variables(ExportSource source, LossReport losses)
    {
        if (source.Contents.StateVariables.Count == 0)
        {
            return [];
        }

        if (source.Options.IncludeSecret)
        {
            losses.VariableValues();
            return source.Contents.StateVariables;
        }

        losses.VariablesWithheld();
        return [];
    }
}
