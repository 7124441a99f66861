namespace CondaEnv;

/// <summary>The hash that is appended to the URLs of an explicit file (CEP 23).</summary>
public enum PackageHash
{
    /// <summary><c>#sha256:…</c>, or the MD5 if the record has no SHA-256.</summary>
    Sha256,

    /// <summary><c>#…</c> with 32 hex digits, as in <c>conda list --explicit --md5</c>.</summary>
    Md5,

    /// <summary>No hash, as in conda's default output.</summary>
    None,
}
