namespace CondaEnv;

/// <summary>The hash that stands behind the URLs of an explicit file (CEP 23).</summary>
public enum PackageHash
{
    /// <summary><c>#sha256:…</c>; MD5 where the record has no SHA-256.</summary>
    Sha256,

    /// <summary><c>#…</c>, 32 hex digits, as <c>conda list --explicit --md5</c>.</summary>
    Md5,

    /// <summary>No hash: conda's own lines.</summary>
    None,
}
