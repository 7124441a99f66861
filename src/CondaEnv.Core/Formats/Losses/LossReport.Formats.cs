using System.Linq;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.Losses;

/// <content>Losses of formats other than conda's own.</content>
internal sealed partial class LossReport
{
    public void HashMissing(CondaPackage package, string detail, LossSeverity severity = LossSeverity.Warning) =>
        Add("HashMissing", package.Name, detail, severity);

    /// <summary>A line that was omitted because it would not remain a single line.</summary>
    /// <param name="name">The package; null if unknown.</param>
    /// <param name="what">The item that contains a line break or a space.</param>
    public void LineUnsafe(string? name, string what) =>
        Add("LineUnsafe", name is null ? null : OneLine(name), $"'{OneLine(name ?? "")}' is not in the text: {what} contains a line break or a space, which would add other lines or options", LossSeverity.Error);

    private static string OneLine(string text) => new([.. text.Select(static c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);

    /// <summary>A conda package that cannot be listed because the address of its archive is unknown.</summary>
    /// <param name="package">The package.</param>
    /// <param name="url">The address that is written instead; null for none.</param>
    public void UrlMissing(CondaPackage package, string? url) => Add(
        "UrlMissing",
        package.Name,
        $"{package} is not in the text: {(url is null ? "its record has neither a URL nor a channel" : $"'{SecretRedactor.Redact(url)}' in its record is not the URL of a package")}",
        LossSeverity.Error);

    /// <summary>
    /// A pip package that a lock file cannot list, because installers do not record which file they downloaded from an
    /// index.
    /// </summary>
    public void ArtifactUnknown(CondaPackage package) =>
        Add("ArtifactUnknown", package.Name, $"'{package}' is not in the text: the URL of its file is not recorded", LossSeverity.Error);

    /// <summary>A pip package that was omitted for the given reason.</summary>
    public void PipPackageOmitted(CondaPackage package, string reason) =>
        Add("PackageOmitted", package.Name, $"'{package}' is not in the text: {reason}", LossSeverity.Error);

    /// <summary>A listed pip package that other machines may be unable to install from its source.</summary>
    public void PipOrigin(CondaPackage package, PipArtifact artifact)
    {
        if (artifact.LocalPath is { } path)
        {
            Add(artifact.Editable ? "EditableInstall" : "LocalInstall", package.Name, $"{(artifact.Editable ? "an editable install" : "installed")} from '{path}', which is a place of this machine", LossSeverity.Warning);
        }
        else if (artifact.Origin == Source.PipOrigin.Index && package.Version.Text.Contains("+"))
        {
            Add("IndexUnknown", package.Name, $"the version {package.Version} has a local part, as no public index has it; which index it came from is recorded nowhere", LossSeverity.Warning);
        }
    }

    /// <summary>The pip packages are in a separate file next to the text.</summary>
    public void PipPackagesBeside(int count) =>
        Add(LossCodes.PipPackagesOmitted, null, $"{Quantity.Of(count, "pip package")} {(count == 1 ? "is" : "are")} in the requirements file next to the text", LossSeverity.Information);

    /// <summary>The format is only for pip packages.</summary>
    public void CondaPackagesOmitted()
    {
        int count = _source.Records.Count(static p => p.Manager == PackageManager.Conda);
        if (count > 0)
        {
            Add(LossCodes.CondaPackagesOmitted, null, $"{Quantity.Of(count, "conda package")} {(count == 1 ? "is" : "are")} not in the text, which is for pip", LossSeverity.Information);
        }
    }

    /// <summary>The format cannot represent environment variables.</summary>
    public void VariablesOmitted()
    {
        int count = _source.Contents.StateVariables.Count;
        if (count > 0)
        {
            string names = string.Join(", ", _source.Contents.StateVariables.Select(static v => v.Key));
            Add(LossCodes.VariablesOmitted, null, $"{Quantity.Of(count, "variable")} not in the text: {names}", LossSeverity.Warning);
        }
    }

    /// <summary>A dependency that the format cannot represent completely.</summary>
    public void DependencyShortened(CondaPackage package, string dependency) =>
        Add("DependencyShortened", package.Name, $"its dependency '{dependency}' is not in the text as recorded", LossSeverity.Information);

    /// <summary>Credentials were replaced by environment variables.</summary>
    public void SecretReplaced(string? package, string url, string variables) =>
        SecretRemoved(package, $"the credentials of '{url}' are to be set as environment variables: {variables}");

    /// <summary>A requirement that differs from what the user requested.</summary>
    public void RequirementChanged(string? package, string detail, LossSeverity severity = LossSeverity.Warning) =>
        Add("RequirementChanged", package, detail, severity);
}
