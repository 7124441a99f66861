using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.IO;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Cli;

/// <summary>The complete command line: verbs, usage errors, exit codes.</summary>
internal static class CommandLine
{
    private const string Description = """
        Lists, reads, exports, records and compares conda environments from their own files, shows which package needs which, and checks such files.
        Needs neither conda nor Python nor a network, and never changes an environment.

        Exit codes: 0 done; 1 some targets failed or something in them could not be read (said on standard error, the rest is done); 2 the command line is wrong; 130 ended by Ctrl-C.
        """;

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal)
    {
        MatchBudget.Begin();
        using StopSignal.Scope scope = StopSignal.Begin(terminal.Cancellation);
        try
        {
            Command root = Root(terminal);

            // An argument that starts with '@' is an ordinary argument, not a response file.
            ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0)
            {
                return ReportUsage(parsed, terminal);
            }

            int exitCode = parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            terminal.Output.Flush();
            return exitCode;
        }
        catch (OperationCanceledException) when (terminal.Cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Core handles its own errors; what remains are errors of the output: a full disk behind '>', or a closed
            // stream.
            Reporter.Write(terminal.Error, nameof(CondaErrorKind.FileWriteFailed), "Standard output could not be written: " + (error.InnerException ?? error).Message);
            return ExitCode.Failed;
        }
        catch (Exception error)
        {
            // A bug: all expected errors have a kind. As for other failures, write one line and return an exit code.
            Reporter.Write(terminal.Error, "Internal", $"{error.GetType().Name}: {error.Message} This is a bug in condaenv; please report it with this line and the command.");
            return ExitCode.Failed;
        }
    }

    /// <summary>
    /// Not the library's RootCommand, because its help and version options load their texts from resources immediately,
    /// which takes longer than reading a small environment.
    /// </summary>
    private static Command Root(Terminal terminal)
    {
        Command root = new("condaenv", Description)
        {
            ListVerb.Create(terminal),
            PackagesVerb.Create(terminal),
            TreeVerb.Create(terminal),
            SizeVerb.Create(terminal),
            FilesVerb.Create(terminal),
            HistoryVerb.Create(terminal),
            CompareVerb.Create(terminal),
            ExportVerb.Create(terminal),
            RecordVerb.Create(terminal),
            CheckVerb.Create(terminal),
        };
        root.Options.Add(new Option<bool>("--help", "-h", "-?") { Description = "Show help.", Recursive = true, Action = new HelpAction() });
        root.Options.Add(new Option<bool>("--version") { Description = "Show the version.", Action = new VersionAction(terminal.Output) });
        return root;
    }

    private static int ReportUsage(ParseResult parsed, Terminal terminal)
    {
        foreach (ParseError error in parsed.Errors)
        {
            Reporter.Write(terminal.Error, "Usage", error.Message);
        }

        Command command = parsed.CommandResult.Command;
        string verb = command == parsed.RootCommandResult.Command ? "" : command.Name + " ";
        Reporter.Write(terminal.Error, "hint", $"Run 'condaenv {verb}--help' for usage.");
        return ExitCode.Usage;
    }
}
