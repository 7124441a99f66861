using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Cli;

/// <summary>The action of <c>--version</c>.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    private readonly TextWriter _output;

    public VersionAction(TextWriter output) => _output = output;

    /// <summary>True because no verb is required.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        _output.WriteLine(Product.NameAndVersion);
        return ExitCode.Done;
    }
}
