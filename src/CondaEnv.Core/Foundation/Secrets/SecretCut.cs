namespace CondaEnv.Foundation.Secrets;

/// <summary>A part of a text that is replaced.</summary>
/// <param name="Start">Zero-based offset of the part.</param>
/// <param name="End">Zero-based offset after the part.</param>
/// <param name="Replacement">The replacement; empty to remove the part.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct SecretCut(int Start, int End, string Replacement)
{
    /// <summary>The text that conda writes instead of a token (<c>/t/&lt;TOKEN&gt;/</c>).</summary>
    public const string Token = "<TOKEN>";
}
