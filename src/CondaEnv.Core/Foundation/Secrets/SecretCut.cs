namespace CondaEnv.Foundation.Secrets;

/// <summary>A part of a text that goes, and what takes its place.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where the text goes on.</param>
/// <param name="Replacement">What takes its place; empty for nothing.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct SecretCut(int Start, int End, string Replacement)
{
    /// <summary>What conda writes for a token (<c>/t/&lt;TOKEN&gt;/</c>).</summary>
    public const string Token = "<TOKEN>";
}
