using System.Collections.Generic;
using System.Threading;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Machines.Host;
using CondaEnv.Prefixes;

namespace CondaEnv.Install;

/// <summary>What making an environment asks of the machine: where environments are, what is in them, what files say.</summary>
internal interface IInstallSource
{
    /// <summary>The machine.</summary>
    Machine Machine { get; }

    /// <summary>The folders whose entries are environments with names, in the order in which names are looked up.</summary>
    IReadOnlyList<string> EnvsDirs { get; }

    /// <summary>The root prefixes of the machine's installations.</summary>
    IReadOnlyList<string> Roots { get; }

    /// <summary>A path as it is spelt on disk.</summary>
    string Spell(string path);

    /// <summary>The environment at a path.</summary>
    /// <exception cref="CondaEnvException">EnvironmentNotFound, NotAnEnvironment, AccessDenied.</exception>
    CondaEnvironment Locate(string path);

    /// <summary>Everything in an environment.</summary>
    /// <exception cref="CondaEnvException">
    /// AccessDenied or FileReadFailed: the environment's folder cannot be listed. Reported, while the rest is returned:
    /// RecordInvalid, HistoryInvalid, StateInvalid, MetadataInvalid, FileReadFailed.
    /// </exception>
    EnvironmentContents Read(CondaEnvironment environment, CancellationToken cancellation);

    /// <summary>An environment as the text of a file.</summary>
    /// <exception cref="CondaEnvException">FormatUnsupported; as <see cref="Read"/>.</exception>
    ExportText Export(CondaEnvironment environment, ExportOptions options, CancellationToken cancellation);

    /// <summary>A file that describes an environment.</summary>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied, FileReadFailed; FileInvalid with line and column. Reported: SpecInvalid of a line of a list.</exception>
    CondaEnvFile ImportFile(string path);
}
