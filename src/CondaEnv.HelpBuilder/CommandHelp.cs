using System.Collections.Generic;

namespace CondaEnv.HelpBuilder;

/// <summary>The help of one cmdlet.</summary>
internal sealed record CommandHelp(
    string Name,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<SyntaxHelp> Syntax,
    IReadOnlyList<ParameterHelp> Parameters,
    IReadOnlyList<ExampleHelp> Examples,
    IReadOnlyList<TypeHelp> Inputs,
    IReadOnlyList<TypeHelp> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<LinkHelp> Links);

/// <summary>One parameter set, with its parameters in the order of the syntax.</summary>
internal sealed record SyntaxHelp(string Name, IReadOnlyList<(ParameterHelp Parameter, ParameterTraits Traits)> Parameters);

/// <summary>One parameter; its traits may differ between parameter sets.</summary>
internal sealed record ParameterHelp(string Name, IReadOnlyList<string> Description, IReadOnlyList<ParameterTraits> Traits);

/// <summary>Properties of a parameter in some of the parameter sets.</summary>
internal sealed record ParameterTraits(
    string Type,
    IReadOnlyList<string> Sets,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> AcceptedValues,
    bool Required,
    string Position,
    string Default,
    string PipelineInput,
    bool Wildcards);

/// <summary>An example: the command, and what it does.</summary>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>An input or output type.</summary>
internal sealed record TypeHelp(string Name, IReadOnlyList<string> Description);

/// <summary>A related topic; a web page has an address.</summary>
internal sealed record LinkHelp(string Text, string? Address);
