using System;
using System.IO;

namespace CondaEnv.HelpBuilder;

/// <summary>
/// The entry point: <c>CondaEnv.HelpBuilder &lt;folder of Markdown&gt; &lt;folder for the help&gt;</c>.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments.Length != 2)
        {
            Console.Error.WriteLine("Usage: CondaEnv.HelpBuilder <folder of Markdown> <folder for the help>");
            return 2;
        }

        try
        {
            HelpFolder.Build(arguments[0], arguments[1]);
            return 0;
        }
        catch (DocumentException error)
        {
            // The format that MSBuild converts to an error with file and line.
            Console.Error.WriteLine($"{error.File}({error.Line}): error HELP001: {error.Message}");
            return 1;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{Path.GetFullPath(arguments[0])}(1): error HELP002: {error.Message}");
            return 1;
        }
    }
}
