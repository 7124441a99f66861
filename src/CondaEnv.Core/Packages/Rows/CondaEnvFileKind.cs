namespace CondaEnv;

/// <summary>Format of a file that describes an environment.</summary>
public enum CondaEnvFileKind
{
    /// <summary><c>environment.yml</c> (CEP 24).</summary>
    EnvironmentYaml,

    /// <summary>The same content as JSON, as <c>conda env export --json</c> prints it.</summary>
    EnvironmentJson,

    /// <summary>
    /// A list of package URLs after <c>@EXPLICIT</c> (CEP 23), as <c>conda list --explicit</c> prints it.
    /// </summary>
    Explicit,

    /// <summary>
    /// A requirements file of conda: one spec per line, or <c>name=version=build</c> from <c>conda list --export</c>.
    /// </summary>
    CondaRequirements,

    /// <summary>A requirements file of pip.</summary>
    PipRequirements,

    /// <summary>
    /// A list of installed packages: output of <c>conda list</c>, as a table or with <c>--json</c>, or rows of
    /// <c>Get-CondaPackage</c> as JSON, CSV or CliXml.
    /// </summary>
    CondaList,

    /// <summary><c>conda-lock.yml</c>, version 1 (CEP 37).</summary>
    CondaLock,

    /// <summary><c>pixi.lock</c>, versions 4 to 7.</summary>
    PixiLock,

    /// <summary><c>record.json</c> of a folder that <c>Save-CondaEnvRecord</c> wrote.</summary>
    Record,

    /// <summary>Output of <c>pip list</c>, as a table or with <c>--format=json</c>.</summary>
    PipList,
}
