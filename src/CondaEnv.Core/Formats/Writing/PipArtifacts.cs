using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;

namespace CondaEnv.Formats.Writing;

/// <summary>Sources of pip packages, in the form that is written to exports.</summary>
internal static class PipArtifacts
{
    /// <summary>Determines the source of a package; removed credentials are reported.</summary>
    public static PipArtifact Of(ExportSource source, LossReport losses, CondaPackage package)
    {
        PipArtifact artifact = PipArtifact.Read(package, source.Options.IncludeSecret, out string? redacted);
        if (redacted is not null)
        {
            losses.SecretRemoved(package.Name, $"the URL '{redacted}' is written without its credentials, which are needed to install from it");
        }

        return artifact;
    }
}
