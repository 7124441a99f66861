using System.Collections.Generic;
using System.Threading;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Machines.Host;
using CondaEnv.Prefixes;

namespace CondaEnv.Install;

/// <summary>
/// What creating an environment needs from the machine: locations of environments, their contents, and contents of
/// files.
/// </summary>
internal interface IInstallSource
{
    Machine Machine { get; }

    /// <summary>The folders that contain named environments, in the order in which names are searched.</summary>
    IReadOnlyList<string> EnvsDirs { get; }

    /// <summary>The root prefixes of the machine's installations.</summary>
    IReadOnlyList<string> Roots { get; }

    /// <summary>The path as spelled on disk.</summary>
    string Spell(string path);

    /// <summary>The environment at a path.</summary>
    /// <exception cref="CondaEnvException">EnvironmentNotFound, NotAnEnvironment, AccessDenied.</exception>
    CondaEnvironment Locate(string path);

    /// <summary>Reads everything in an environment.</summary>
    /// <exception cref="CondaEnvException">AccessDenied or FileReadFailed if the environment's folder cannot be listed.
    /// Reported, while the rest is returned: RecordInvalid, HistoryInvalid, StateInvalid, MetadataInvalid,
    /// FileReadFailed.</exception>
    EnvironmentContents Read(CondaEnvironment environment, CancellationToken cancellation);

    /// <summary>Exports an environment to the text of a file.</summary>
    /// <exception cref="CondaEnvException">FormatUnsupported; as <see cref="Read"/>.</exception>
    ExportText Export(CondaEnvironment environment, ExportOptions options, CancellationToken cancellation);

    /// <summary>Reads a file that describes an environment.</summary>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied or FileReadFailed if it cannot be read;
    /// FileInvalid, with line and column. Reported: SpecInvalid for a line of a list.</exception>
    CondaEnvFile ImportFile(string path);
}
