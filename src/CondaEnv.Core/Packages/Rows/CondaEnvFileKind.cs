namespace CondaEnv;

/// <summary>What a file that describes an environment is.</summary>
public enum CondaEnvFileKind
{
    /// <summary><c>environment.yml</c> (CEP 24).</summary>
    EnvironmentYaml,

    /// <summary>The same content as JSON, as <c>conda env export --json</c> prints it.</summary>
    EnvironmentJson,

    /// <summary>A list of package URLs behind <c>@EXPLICIT</c> (CEP 23), as <c>conda list --explicit</c> prints it.</summary>
    Explicit,

    /// <summary>conda's requirements file: one spec a line, <c>name=version=build</c> by <c>conda list --export</c>.</summary>
    CondaRequirements,

    /// <summary>pip's requirements file.</summary>
    PipRequirements,

    /// <summary>A list of installed packages: what <c>conda list</c> prints, as a table or with <c>--json</c>; rows of <c>Get-CondaPackage</c> as JSON, CSV or CliXml.</summary>
    CondaList,

    /// <summary><c>conda-lock.yml</c>, version 1 (CEP 37).</summary>
    CondaLock,

    /// <summary><c>pixi.lock</c>, versions 4 to 7.</summary>
    PixiLock,

    /// <summary><c>record.json</c> of a folder that <c>Save-CondaEnvRecord</c> wrote.</summary>
    Record,

    /// <summary>What <c>pip list</c> prints, as a table or with <c>--format=json</c>.</summary>
    PipList,
}
