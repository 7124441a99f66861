using System;
using CondaEnv.Specs;

namespace CondaEnv.Export;

/// <summary>Writes a pip package as pip would need it: from an index, from its repository, its address or its folder.</summary>
internal static class PipLine
{
    /// <summary>The line.</summary>
    /// <param name="root">The package and its extras.</param>
    /// <param name="pin">How precise; what comes from an address is exact by that.</param>
    /// <param name="losses">Hears of what works on this machine only.</param>
    public static string Write(PipRoot root, PinPrecision pin, LossReport losses)
    {
        CondaPackage package = root.Package;
        string name = package.Name + (root.Extras.Count == 0 ? "" : "[" + string.Join(",", root.Extras) + "]");
        if (package.Editable)
        {
            losses.EditablePath(package);
            return "-e " + (package.Location ?? package.Name) + (root.Extras.Count == 0 || package.Location is null ? "" : "[" + string.Join(",", root.Extras) + "]");
        }

        if (package.DirectUrl is { } url)
        {
            if (url.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || url.IndexOf("+file:", StringComparison.OrdinalIgnoreCase) > 0)
            {
                losses.LocalFile(package);
            }

            return name + " @ " + url;
        }

        return pin switch
        {
            PinPrecision.AsRequested or PinPrecision.None => name,
            PinPrecision.Exact or PinPrecision.Build => name + Pep440Pin.Exact(package.Version.Text),
            _ => name + Pep440Pin.Compatible(package.Version.Text, CondaPin.Parts(pin)),
        };
    }
}
