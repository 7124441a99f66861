using System;
using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.HelpBuilder;

/// <summary>
/// The members of a type are listed in one document. The help of every other cmdlet that returns the type gets the same
/// list, so that console help is complete and a new member needs only one line.
/// </summary>
internal static class OutputMembers
{
    /// <summary>Returns the commands, with lists of members added to outputs that have none.</summary>
    /// <exception cref="DocumentException">Two documents list the members of one type.</exception>
    public static CommandHelp[] Share(IReadOnlyList<CommandHelp> commands)
    {
        Dictionary<string, (string Command, string List)> lists = new(StringComparer.Ordinal);
        foreach (CommandHelp command in commands)
        {
            foreach (TypeHelp output in command.Outputs)
            {
                if (ListOf(output) is { } list && !lists.TryAdd(output.Name, (command.Name, list)))
                {
                    throw new DocumentException(
                        command.Name + ".md", 1, $"The members of '{output.Name}' are listed in {lists[output.Name].Command}.md already: name that cmdlet instead.");
                }
            }
        }

        return [.. commands.Select(command => command with { Outputs = [.. command.Outputs.Select(Complete)] })];

        TypeHelp Complete(TypeHelp output) => ListOf(output) is null && lists.TryGetValue(output.Name, out (string Command, string List) known)
            ? output with { Description = [.. output.Description, known.List] }
            : output;
    }

    private static string? ListOf(TypeHelp output) => output.Description.FirstOrDefault(static paragraph => paragraph.StartsWith("- ", StringComparison.Ordinal));
}
