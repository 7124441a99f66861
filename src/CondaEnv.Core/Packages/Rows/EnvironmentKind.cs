namespace CondaEnv;

/// <summary>Type of an environment.</summary>
public enum EnvironmentKind
{
    /// <summary>Made by conda, mamba, micromamba or an installer: a folder with <c>conda-meta</c> (CEP 32).</summary>
    Conda,

    /// <summary>Made by pixi: <c>conda-meta/pixi</c> exists.</summary>
    Pixi,

    /// <summary>
    /// A plain Python virtual environment (PEP 405): it has <c>pyvenv.cfg</c> but no <c>conda-meta</c>.
    /// </summary>
    Venv,
}
