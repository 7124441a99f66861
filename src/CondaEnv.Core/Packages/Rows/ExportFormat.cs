namespace CondaEnv;

/// <summary>The file format of an export.</summary>
public enum ExportFormat
{
    /// <summary><c>environment.yml</c> (CEP 24): <c>conda export --format environment-yaml</c>.</summary>
    EnvironmentYaml,

    /// <summary>The same content as JSON: <c>conda export --format environment-json</c>.</summary>
    EnvironmentJson,

    /// <summary>Package URLs under <c>@EXPLICIT</c> (CEP 23): <c>conda export --format explicit</c>.</summary>
    Explicit,

    /// <summary>
    /// One MatchSpec per line (CEP 23): <c>conda export --format requirements</c>. Not the requirements file of pip.
    /// </summary>
    CondaRequirements,

    /// <summary>
    /// <c>conda-lock.yml</c>, version 1 (CEP 37): every package with address and hash, for the environment's platform.
    /// </summary>
    CondaLock,

    /// <summary>
    /// <c>pixi.lock</c>, version 6 (rattler_lock): every package with address and hash, for the environment's platform.
    /// </summary>
    PixiLock,

    /// <summary><c>pixi.toml</c>: a pixi workspace with the requested packages.</summary>
    PixiToml,

    /// <summary><c>pylock.toml</c> (PEP 751): the pip packages, with the known details of their archives.</summary>
    PyLock,

    /// <summary>pip's <c>requirements.txt</c>: the pip packages.</summary>
    PipRequirements,

    /// <summary>The array of <c>conda list --json</c>: every package with version, build and channel.</summary>
    CondaList,
}
