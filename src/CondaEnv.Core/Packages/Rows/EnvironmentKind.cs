namespace CondaEnv;

/// <summary>What sort of environment a prefix is.</summary>
public enum EnvironmentKind
{
    /// <summary>Made by conda, mamba, micromamba or an installer: a folder with <c>conda-meta</c> (CEP 32).</summary>
    Conda,

    /// <summary>Made by pixi: <c>conda-meta/pixi</c> is there.</summary>
    Pixi,

    /// <summary>A plain Python virtual environment (PEP 405): <c>pyvenv.cfg</c> and no <c>conda-meta</c>.</summary>
    Venv,
}
