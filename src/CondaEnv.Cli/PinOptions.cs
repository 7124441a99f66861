using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace CondaEnv.Cli;

/// <summary>The options for the precision of the file to share.</summary>
internal sealed class PinOptions
{
    private static readonly string[] s_precisions = ["as-requested", "none", "major", "minor", "patch", "exact", "build"];

    private readonly Option<string?> _pin = Choice.Option("--pin", "How much of each installed version to write (default: as-requested).", s_precisions);

    private readonly Option<string[]> _pinPackages = new("--pin-package")
    {
        Description = "Another precision for some packages: NAME=PRECISION; NAME may contain * and ?. Repeatable; the last match applies.",
        HelpName = "NAME=PRECISION",
        DefaultValueFactory = static _ => [],
    };

    public IReadOnlyList<Option> All => [_pin, _pinPackages];

    /// <summary>Rejects an invalid pin.</summary>
    public void Validate(CommandResult result)
    {
        foreach (Token token in result.GetResult(_pinPackages)?.Tokens ?? [])
        {
            int sign = token.Value.IndexOf('=');
            if (sign < 1 || Array.IndexOf(s_precisions, token.Value[(sign + 1)..]) < 0)
            {
                result.AddError($"--pin-package takes NAME=PRECISION, with a precision of {string.Join(", ", s_precisions)}; not '{token.Value}'.");
            }
        }
    }

    /// <summary>The precision; null if none is given.</summary>
    public PinPrecision? Pin(CommandResult result) => Choice.ValueOf<PinPrecision>(result, _pin);

    /// <summary>
    /// The exceptions in the given order; null if there are none. Those that <see cref="Validate"/> rejects are
    /// omitted.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, PinPrecision>>? Packages(CommandResult result) => Choice.WordsOf(result, _pinPackages) is not { } words ? null :
        [.. from word in words
            let sign = word.IndexOf('=')
            where sign > 0
            let precision = Array.IndexOf(s_precisions, word[(sign + 1)..])
            where precision >= 0
            select KeyValuePair.Create(word[..sign], (PinPrecision)precision)];
}
