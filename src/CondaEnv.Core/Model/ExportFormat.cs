namespace CondaEnv;

/// <summary>The file format of an export.</summary>
public enum ExportFormat
{
    /// <summary><c>environment.yml</c> (CEP 24): <c>conda export --format environment-yaml</c>.</summary>
    EnvironmentYaml,

    /// <summary>The same as JSON: <c>conda export --format environment-json</c>.</summary>
    EnvironmentJson,

    /// <summary>Package URLs under <c>@EXPLICIT</c> (CEP 23): <c>conda export --format explicit</c>.</summary>
    Explicit,

    /// <summary>One MatchSpec a line (CEP 23): <c>conda export --format requirements</c>. Not pip's requirements.</summary>
    CondaRequirements,
}
