using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;

namespace CondaEnv.Formats.Writing;

/// <summary>Where pip packages came from, as an export may say it.</summary>
internal static class PipArtifacts
{
    /// <summary>Looks at a package; credentials that are taken out are reported.</summary>
    public static PipArtifact Of(ExportSource source, LossReport losses, CondaPackage package)
    {
        PipArtifact artifact = PipArtifact.Read(package, source.Options.IncludeSecret, out string? redacted);
        if (redacted is not null)
        {
            losses.SecretRemoved(package.Name, $"the URL '{redacted}' stands without its credentials; installing from it needs them");
        }

        return artifact;
    }
}
